/// What a column of an input means, whatever its header says.
///
/// The raw value is the key by which a plan names the column: `townships: {file: t.geojson, id: code}`.
public enum Field: String, CaseIterable, Hashable, Sendable {
  case id
  case name
  case longitude = "lon"
  case latitude = "lat"
  case population
  case urbanShare = "urban_share"
  case kind
  case rank
  case urbanArea = "urban_area"
  case urbanPeople = "urban_people"
  case county
  case township
  case tier
  case grade
  case beds
  case ambulance
  case turnout
  case hours
  case precision
  case origin
  case source
  case status
  case urban
  case doctor
  case clinic = "has_clinic"
  case seatLongitude = "seat_lon"
  case seatLatitude = "seat_lat"
  case fiveCentres = "five_centres"
  case feverRoom = "fever_room"
  case tcmHall = "tcm_hall"
  case emergencyDepartment = "emergency_department"
  case medicalCommunity = "medical_community"
  case surgery
  case consultation
  case unit
  case posts
  case healthGrids = "health_grids"
  case communityHospitals = "community_hospitals"
  case gradeAHealthCentres = "grade_a_centres"
  case assessedCentres = "assessed_centres"
  case centresAtBasicStandard = "basic_standard_centres"
  case centresAtRecommendedStandard = "recommended_standard_centres"
  case turnoutShare = "turnout_share"
  case clinicsAwayFromPeople = "clinics_away_from_people"
  case createdCommunityHospitals = "created_community_hospitals"
  case createdCommunityHealthCentres = "created_community_health_centres"
  case townsBelowStandard = "towns_below_standard"
  case hospitalsWithoutFiveCentres = "hospitals_without_five_centres"
  case indicator
  case value
  case year

  /// What the plan's schema says of the key.
  package var about: String {
    switch self {
    case .id: "Column of the unique id or administrative code."
    case .name: "Column of the name."
    case .longitude: "Column of the longitude, or of the easting of a projected datum."
    case .latitude: "Column of the latitude, or of the northing of a projected datum."
    case .population: "Column of the number of people."
    case .urbanShare: "Column of the share of people who live in towns, 0 to 1."
    case .kind: "Column of the kind of township: 镇, 乡, 苏木, 街道 or their English names."
    case .rank: "Column that says which township is the county seat: county_seat or 县城."
    case .urbanArea: "Column of the id of the urban area that stands for a subdistrict without coordinates."
    case .urbanPeople: "Column of the people of the township's built-up area."
    case .county: "Column of the county's id."
    case .township: "Column of the township's id."
    case .tier: "Column of the tier: a word such as 三级, 二级, 卫生院, 村卫生室, or a tier's name."
    case .grade: "Column of the grade as the source words it."
    case .beds: "Column of the number of beds."
    case .ambulance: "Column that says whether an ambulance stands there day and night."
    case .turnout: "Column of the minutes from the call until the station's ambulance leaves; empty takes the plan's."
    case .hours: "Column of when the ambulance is staffed: 24h, 全天, 08:00–18:00."
    case .precision: "Column of how well the place is known: exact, township_seat or county_seat."
    case .origin: "Column of where the row comes from: surveyed, derived or assumed."
    case .source: "Column of the list or map that names the row."
    case .status: "Column that says whether the facility is open: open, closed, planned, 停业, 在建 and the like."
    case .urban: "Column that says whether the place is a town seat or urban community, or the urban-rural class code."
    case .doctor: "Column that says whether a qualified village doctor works there."
    case .clinic: "Column that says whether a village clinic stands there."
    case .seatLongitude: "Column of the longitude of the seat of government."
    case .seatLatitude: "Column of the latitude of the seat of government."
    case .fiveCentres: "Column that says whether the hospital has the five emergency centres, how many or which."
    case .feverRoom: "Column that says whether there is a fever room or fever clinic."
    case .tcmHall: "Column that says whether there is a hall of traditional medicine."
    case .emergencyDepartment: "Column that says whether there is an emergency department."
    case .medicalCommunity: "Column of the name of the medical community to which the facility belongs."
    case .surgery: "Column that says whether the centre operates."
    case .consultation: "Column that says whether a hospital above consults round the clock."
    case .unit: "Column of the county or township; empty for the region."
    case .posts: "Column of the number of posts at township health centres."
    case .healthGrids: "Column of the number of health grids."
    case .communityHospitals: "Column of the number of community hospitals."
    case .gradeAHealthCentres: "Column of the number of grade-A township health centres."
    case .assessedCentres: "Column of the number of health centres whose capability was assessed."
    case .centresAtBasicStandard: "Column of the number of those at the basic standard."
    case .centresAtRecommendedStandard: "Column of the number of those at the recommended standard."
    case .turnoutShare: "Column of the share of ambulances that leave within the limit of the rule, 0 to 1."
    case .clinicsAwayFromPeople: "Column of the number of clinics away from where people are."
    case .createdCommunityHospitals: "Column of the number of community hospitals created anew."
    case .createdCommunityHealthCentres: "Column of the number of community health centres created anew."
    case .townsBelowStandard: "Column of the number of towns whose health centre is not to standard."
    case .hospitalsWithoutFiveCentres: "Column of the number of county hospitals without all five centres."
    case .indicator: "Column of the name of the indicator, in a table with one row for each figure."
    case .value: "Column of the figure, in such a table."
    case .year: "Column of the year of the figure, in such a table."
    }
  }

  /// The headers under which planners' files hold it, Chinese and English, the surest first; compared by ``FieldSynonyms``.
  package var headers: [String] {
    switch self {
    case .id:
      [
        "id", "code", "code12", "code9", "adcode", "编码", "代码", "编号", "行政区划代码", "区划代码", "行政代码", "统计用区划代码",
        "机构代码", "机构编码", "组织机构代码", "行政村代码", "行政村编码", "嘎查代码", "嘎查村代码", "村代码", "村编码", "乡镇代码", "乡镇编码", "县代码", "县编码",
        "facilityid", "settlementid",
        "villageid", "gbcode", "geonameid", "pcode", "shapeid", "osmid", "globalid", "mflcode", "mflid", "uniqueid",
        "uid", "xzdm", "xzqdm", "xzqhdm", "zldwdm", "qsdwdm",
      ]
    case .name:
      [
        "name", "名称", "名字", "机构名称", "医院名称", "单位名称", "医疗机构名称", "机构", "村名", "村名称", "行政村", "行政村名称", "嘎查",
        "嘎查村", "嘎查村名称", "乡镇名称", "苏木乡镇", "县名", "县名称", "旗县", "地名", "label", "shapename", "fullname", "officialname",
        "nom", "nomstructure", "nomdelastructure", "nometablissement", "nomdeletablissement", "nomformationsanitaire",
        "etablissement", "libelle", "organizationname", "organisationname", "orgname", "xzqmc", "xzqhmc", "zldwmc",
        "qsdwmc", "xzmc", "nameofvillage", "nameoffacility", "nameofhealthfacility", "nomduvillage", "nomvillage",
        "nomdelalocalite",
        "村", "村居", "村社区", "村居委会", "村委会", "居委会", "村民委员会", "村社区名称", "自然村", "nameen", "namefr", "namees", "namept",
        "comunidad",
        "ort", "ortschaft", "gemeinde", "siedlung", "название", "наименование", "населенныйпункт", "нэр", "сумынынэр",
        "tenthon", "tenxa", "ten", "thon", "namadesa", "nama", "desa", "koy", "koyadi", "mahalle", "adi", "마을명", "마을",
        "이름", "명칭", "اسمالقرية", "القرية", "الاسم",
        "barangay", "sublocation", "nomloc", "localidad", "aldea", "aldeia", "povoado", "nome", "nomedolocal", "kijiji",
        "eaname", "gvh", "mauza", "nombre", "nomedaaldeia", "nomedalocalidade", "nomedopovoado", "nombredelacomunidad",
        "nombredelalocalidad", "jinalakijiji", "jinalakituo", "gaun", "gaunkonaam", "gaunkonam", "gram", "gramernam",
        "村里", "村里名称", "cunming", "cunmingcheng", "xingzhengcun", "mingcheng",
      ]
    case .longitude:
      FieldSynonyms.longitudeWords + [
        "longitudo", "lange", "geografischelange", "langengrad", "долгота", "уртраг", "kinhdo", "bujur", "boylam", "경도",
        "خطالطول", "deshantar", "deshantara", "draghimangsho", "drghimangsho", "x", "x坐标", "坐标x", "xcoord", "coordx",
        "xcoordinate", "easting",
        "东坐标", "横坐标",
      ]
    case .latitude:
      FieldSynonyms.latitudeWords + [
        "latitudo", "breite", "geografischebreite", "breitengrad", "широта",
        "өргөрөг", "orgorog", "vido", "lintang", "enlem", "위도", "خطالعرض", "akshansh", "akshansha", "okkhangsho",
        "okkhongsho", "y", "y坐标", "坐标y", "ycoord", "coordy", "ycoordinate", "northing", "北坐标", "纵坐标",
      ]
    case .population:
      [
        "population", "pop", "常住人口", "常住人口数", "人口", "人口数", "人口数量", "总人口", "总人口数", "户籍人口", "户籍人口数", "服务人口", "people",
        "pppsum",
        "residents", "inhabitants", "人口普查数", "villagepopulation",
      ]
    case .urbanShare: ["urbanshare", "城镇化率", "城镇人口比重", "城镇人口比例", "urbanrate", "urbanization"]
    case .kind: ["kind", "类型", "类别", "乡镇类型", "行政类型", "行政区划类型", "type"]
    case .rank: ["rank", "驻地级别", "是否县城"]
    case .urbanArea: ["urbanarea", "所属城区"]
    case .urbanPeople: ["urbanpeople", "镇区人口", "建成区人口"]
    case .county:
      [
        "countyid", "countycode", "countyadcode", "所属县代码", "所属旗县代码", "县级代码", "旗县代码", "所属区县代码", "county", "所属县",
        "所属旗县", "旗县区", "旗县", "县", "区县", "县区", "所属区县", "所在县",
      ]
    case .township:
      [
        "townshipid", "townshipcode", "towncode", "code9", "所属乡镇代码", "所属乡镇编码", "乡镇代码", "乡镇编码", "township", "town",
        "所属乡镇", "所属苏木乡镇", "乡镇", "苏木乡镇", "所在乡镇", "乡镇名称",
      ]
    case .tier:
      [
        "tier", "level", "facilitytype", "typeoffacility", "facilitylevel", "hftype", "facilitytypename",
        "facilitytypecategory", "facilitycategory", "typestructure", "typedestructure", "typeetablissement",
        "typedetablissement", "organizationtype", "orgtype", "typeoforganization", "healthfacilitytype", "hftypename",
        "facilitytypedetails", "facilityclassification", "levelofcare", "keph", "kephlevel", "kephlevelname",
        "kephlevelofcare", "levelofcarekeph", "niveau", "级别",
        "等级", "医院等级", "机构级别",
        "医院级别",
        "机构类型", "机构类别", "类别", "类型", "层级", "机构等级", "category", "categorie", "type", "tipo", "tipodeestablecimiento",
        "tipoestablecimiento", "tipodeunidade",
        "amenity", "healthcare",
      ]
    case .grade: ["grade", "等次", "医院等次", "等级等次", "等级"]
    case .beds:
      // Beds that are there come before those that an authority allows.
      [
        "beds", "bed", "numberofbeds", "noofbeds", "nobeds", "bednumber", "bedcount", "totalbeds", "bedcapacity",
        "inpatientbeds", "lits", "nombredelits", "camas", "leitos", "床位", "床位数",
        "床位总数", "总床位数", "病床", "病床数", "实有床位", "实有床位数", "实际开放床位", "实际开放床位数", "开放床位", "开放床位数", "实际床位", "实际床位数", "编制床位",
        "编制床位数", "核定床位", "核定床位数", "sanctionedbeds", "approvedbeds", "licensedbeds",
      ]
    case .ambulance:
      ["ambulance", "ambulances", "hasambulance", "救护车", "救护车数", "救护车数量", "救护车辆数", "急救车", "有无救护车", "是否有救护车"]
    case .turnout:
      [
        "turnout", "turnoutminutes", "turnoutmin", "turnoutmins", "turnouttime", "turnoutseconds", "turnoutsec",
        "chutetime",
        "mobilisationtime", "mobilizationtime", "activationtime", "出车时间", "平均出车时间", "出车分钟", "出车分钟数", "出车时长", "出动时间",
        "出车响应时间",
      ]
    case .hours:
      [
        "hours", "stationhours", "ambulancehours", "staffedhours", "dutyhours", "hoursofduty", "值班时间", "值班时段", "值守时间",
        "值守时段", "急救值班时间", "急救值守时间", "急救服务时间", "救护车值班时间", "是否24小时", "是否24小时值班", "是否24小时值守", "24小时值班", "24小时值守", "是否全天值守",
      ]
    case .precision: ["coordprecision", "precision", "坐标精度", "位置精度"]
    case .origin: ["origin", "数据来历", "来历"]
    case .source: ["source", "listsource", "来源", "数据来源", "资料来源"]
    case .status:
      [
        "status", "operationalstatus", "operationstatus", "operatingstatus", "functionalstatus", "facilitystatus",
        "functionality", "openingstatus", "openstatus", "isopen", "isoperational", "isfunctional", "isactive",
        "operstatus", "opstatus", "functional", "operational", "active", "functioning", "operating", "fonctionnel",
        "enservice", "operativo", "emfuncionamento", "statut",
        "statutfonctionnel", "statutdelastructure", "fonctionnalite", "etatfonctionnel", "etatdefonctionnement",
        "estadofuncional", "estadooperativo", "estadodefuncionamiento", "situacaofuncional", "是否营业", "是否运营", "是否开业",
        "是否开放", "是否在用", "是否正常运行", "是否正常运营", "状态", "机构状态", "运营状态", "运行状态", "经营状态", "营业状态", "开业状态", "使用状态",
      ]
    case .urban:
      [
        "urban", "isurban", "urcode", "城乡分类", "城乡分类代码", "城乡划分", "城乡划分代码", "城乡属性", "城乡属性代码", "城乡代码", "城乡类别",
        "urbanrural",
        "ruralurban",
      ]
    case .doctor:
      [
        "doctor", "hasdoctor", "villagedoctor", "villagedoctors", "doctorname", "nameofdoctor", "合格村医", "有无合格村医",
        "乡村医生", "乡村医生数", "村医", "村医数", "有无村医", "乡村医生人数", "村医人数", "是否有村医", "有无乡村医生", "是否有乡村医生", "村医姓名",
        "乡村医生姓名", "乡医", "乡医姓名", "村医名单", "村医情况", "在岗村医", "在岗村医数", "在岗村医人数", "在岗村医姓名", "在岗乡村医生", "在岗乡村医生数", "执业村医",
        "村卫生室医生", "卫生室医生", "村医姓名及电话", "村医姓名电话", "村医姓名及联系电话", "村医姓名联系电话", "村医姓名及联系方式", "村医姓名联系方式", "村医及电话",
        "村医及联系电话", "村医及联系方式", "乡村医生姓名及电话", "乡村医生姓名电话", "乡村医生姓名及联系电话", "乡村医生姓名联系电话", "乡村医生姓名及联系方式",
        "乡村医生及电话", "乡村医生及联系电话", "乡村医生及联系方式", "doctornameandphone", "doctornameandtelephone", "doctornameandcontact",
      ]
    case .clinic:
      [
        "hasclinic", "villageclinic", "有无卫生室", "有无村卫生室", "有无嘎查卫生室", "是否有卫生室", "是否有村卫生室", "是否设卫生室", "是否设有卫生室",
        "是否设置卫生室", "是否建有卫生室", "村卫生室", "卫生室", "嘎查卫生室", "嘎查村卫生室", "村卫生室数", "卫生室数", "村卫生室个数", "卫生室个数", "村卫生室情况",
        "卫生室情况", "村卫生室设置情况", "卫生室设置情况", "村卫生室建设情况", "卫生室建设情况",
      ]
    case .seatLongitude: ["seatlon", "seatlng", "seatlongitude", "驻地经度"]
    case .seatLatitude: ["seatlat", "seatlatitude", "驻地纬度"]
    case .fiveCentres: ["fivecentres", "五大中心", "急诊急救五大中心"]
    case .feverRoom: ["feverroom", "feverclinic", "发热诊室", "发热门诊", "发热哨点"]
    case .tcmHall: ["tcmhall", "中医馆", "蒙医馆", "国医堂"]
    case .emergencyDepartment: ["emergencydepartment", "急诊科"]
    case .medicalCommunity: ["medicalcommunity", "医共体", "所属医共体", "紧密型县域医共体"]
    case .surgery: ["surgery", "operates", "手术", "能否手术", "是否开展手术"]
    case .consultation: ["consultation", "24小时会诊", "会诊", "远程会诊", "是否会诊"]
    case .unit: ["unit", "unitid", "单位", "行政区", "地区", "区域", "县", "旗县", "区县", "乡镇", "county", "township"]
    case .posts: ["posts", "编制", "编制数", "岗位数", "人员编制"]
    case .healthGrids: ["healthgrids", "grids", "健康网格", "网格数", "健康网格数"]
    case .communityHospitals: ["communityhospitals", "社区医院", "社区医院数"]
    case .gradeAHealthCentres: ["gradeacentres", "甲级卫生院", "甲级卫生院数"]
    case .assessedCentres: ["assessedcentres", "已评估机构", "已评估机构数", "评估机构数"]
    case .centresAtBasicStandard: ["basicstandardcentres", "达到基本标准", "基本标准达标数", "达到基本标准机构数"]
    case .centresAtRecommendedStandard: ["recommendedstandardcentres", "达到推荐标准", "推荐标准达标数", "达到推荐标准机构数"]
    case .turnoutShare: ["turnoutshare", "3分钟出车率", "出车及时率", "按时出车率"]
    case .clinicsAwayFromPeople: ["clinicsawayfrompeople", "远离居民的卫生室", "远离居民卫生室数"]
    case .createdCommunityHospitals: ["createdcommunityhospitals", "新创建社区医院数"]
    case .createdCommunityHealthCentres: ["createdcommunityhealthcentres", "新创建社区卫生服务中心数"]
    case .townsBelowStandard: ["townsbelowstandard", "卫生院非政府举办或未达标准化的镇数"]
    case .hospitalsWithoutFiveCentres: ["hospitalswithoutfivecentres", "五大中心不全的县级医院数"]
    case .indicator: ["indicator", "指标", "指标名称"]
    case .value: ["value", "数值", "指标值"]
    case .year: ["year", "年份", "年度"]
    }
  }
}

extension Field {
  /// What the numbers of a column are, as far as that decides how they are written.
  package enum Quantity: Hashable, Sendable {
    /// Whole numbers, such as people.
    case whole
    /// Degrees within ±180, or metres.
    case coordinate
    /// Shares of 1 and figures of any kind, with decimals.
    case decimal
  }

  /// nil for words, and for numbers with more than one meaning.
  package var quantity: Quantity? {
    switch self {
    case .population, .urbanPeople, .beds, .posts, .healthGrids, .communityHospitals, .gradeAHealthCentres,
      .assessedCentres, .centresAtBasicStandard, .centresAtRecommendedStandard, .clinicsAwayFromPeople:
      .whole
    case .longitude, .latitude, .seatLongitude, .seatLatitude: .coordinate
    case .urbanShare, .turnoutShare: .decimal
    default: nil
    }
  }
}
