import Foundation
import TestSupport
import Testing

@testable import EMSPlan
@testable import EMSPolicy

/// Every rule of the four other profiles, worked out by hand for the county of ``PaperCountyTests``, against the tool; the
/// figures of the books stand at the document's own or just below it.
@Suite struct PaperProfilesTests {
  private typealias Row = PaperRow

  @Test(arguments: ["bayannur", "hohhot", "beibei", "jining"])
  func everyRuleIsAsOnPaper(key: String) throws {
    let (indicators, rows) = try #require(Self.papers[key])
    let county = try PaperCounty(profile: key, indicators: indicators)
    defer { county.remove() }
    try PaperRow.check(rows, against: try PlanRun.report(of: county.plan), of: key)
  }

  private static let papers: [String: (indicators: String, rows: [PaperRow])] = [
    "bayannur": (
      """
      单位,指标,数值,年份
      全域,县级医院临床服务“五大中心”的最少个数,4,2025
      全域,建立患者入出院服务中心的二级以上医疗机构数,2,2025
      全域,二级以上医疗机构数,2,2025
      全域,公共卫生科室人员收入不低于本机构人员平均水平的医疗机构数,9,2025
      全域,设有公共卫生科室的医疗机构数,10,2025
      全域,乡镇卫生院编制数,7,2025
      全域,已评估机构数,10,2025
      全域,达到基本标准机构数,9,2025
      全域,达到推荐标准机构数,1,2025
      全域,3分钟出车率,94.9,2025
      全域,负压救护车数,2,2025
      全域,救护车数,5,2025
      全域,10秒内接听比例,95,2025
      全域,疾控机构专业技术人员编制数,85,2025
      全域,疾控机构编制总数,100,2025
      全域,疾控机构卫生技术人员数,69,2025
      纸上旗,县域内住院人次占比,79.9%,2025
      纸上旗,县域就诊率,90%,2025
      全域,达到优质型标准的苏木乡镇卫生院中医馆（蒙医馆）数,9,2025
      全域,苏木乡镇卫生院中医馆（蒙医馆）数,10,2025
      全域,配备不少于2名中医（蒙医）执业（助理）医师的中医馆数,1,2025
      全域,中医馆（蒙医馆）数,2,2025
      全域,至少有1名公共卫生医师的卫生院、中心（站）数,4,2025
      全域,苏木乡镇卫生院和社区卫生服务中心（站）数,4,2025
      全域,全人群家庭医生签约率,75%,2025
      全域,重点人群家庭医生签约率,84.9%,2025
      全域,具备执业（助理）医师资格的乡村医生数,4,2025
      全域,乡村医生数,9,2025
      全域,苏木乡镇卫生院专业技术人员编制数,9,2025
      全域,苏木乡镇卫生院编制总数,10,2025
      全域,苏木乡镇卫生院卫生类高级专业技术岗位数,3,2025
      全域,苏木乡镇卫生院卫生类专业技术岗位数,10,2025
      全域,设立老年医学科的二级及以上公立综合性医院数,0,2025
      全域,二级及以上公立综合性医院数,1,2025
      纸上旗,公立医疗机构发热门诊数,1,2025
      纸上旗,隔离留观床位数,0,2025
      纸上旗,紧急救援后备医院数,1,2025
      纸上旗,相对独立的传染病区数,0,2025
      全域,国家级临床重点专科数,1,2025
      全域,自治区级临床重点专科数,4,2025
      全域,市级临床重点专科数,5,2025
      全域,县级临床重点专科数,21,2025
      全域,达到三级医院水平的点名医院数,1,2025
      全域,三四级手术占比,0.4,2023
      全域,三四级手术占比,0.5,2025
      全域,疾控中心可检测病原的最少种数,14,2025
      全域,疾控中心检测覆盖症候群的最少类数,5,2025
      纸上旗,监测预警中心数,0,2025
      全域,市疾控中心监测预警中心数,1,2025
      全域,市级传染病应急小分队数,0,2025
      纸上旗,传染病应急小分队数,1,2025
      全域,中医（蒙医）互联网医院数,1,2025
      全域,设有中医（蒙医）科的旗县级及以上公立综合医院数,100,2025
      全域,旗县级及以上公立综合医院数,100,2025
      全域,提供中医药（蒙医药）服务的妇幼保健机构数,99,2025
      全域,妇幼保健机构数,100,2025
      全域,国家中医特色优势专科数,2,2025
      全域,自治区级中医（蒙医）特色优势重点专科数,7,2025
      纸上旗,县域资源共享中心数,5,2025
      全域,达到国家建设标准的紧密型医共体数,99,2025
      全域,紧密型医共体数,100,2025
      全域,城市医疗集团数,2,2025
      全域,全人群签约服务覆盖率当年提升的百分点,0.9,2025
      全域,重点人群签约服务覆盖率当年提升的百分点,1,2025
      全域,签约服务费用于薪酬分配的比例,69.9%,2025
      全域,引进人才5年内到基层工作的最少年数,1,2025
      全域,公立医院科研投入与立项经费之比的最小值,0.9,2025
      全域,开展日间手术和日间服务的三级医院数,100,2025
      全域,三级医院数,100,2025

      """,
      [
        // 4 < 5.
        Row("clinical-centres", .notMet, .notMet, "4 (2025)"),
        // 2 / 2 = 100 %.
        Row("admission-and-discharge-centres", .met, .met, "2 of 2 (2025)"),
        // 90 % < 100 %.
        Row("public-health-departments-paid-alike", .notMet, .notMet, "9 of 10 (2025)"),
        // Below the default of 5,000 people in its town is either candidate; no number is asked for, so the default stands.
        Row("sub-centre-from-health-centre", .notNeeded, .notNeeded, "no county sub-centre"),
        // None.
        Row("sub-centre-has-beds-and-surgery", .notNeeded, .notNeeded, "no county sub-centre"),
        // The one hospital's cell says 是.
        Row("county-emergency-centres", .met, .met, "0 county hospitals without all five centres"),
        // S1 is 2 steps from the hospital: 2.2 km ≤ 5 km.
        Row("urban-station-distance", .met, .met, "0 urban people beyond 5 km"),
        // 20 km are 17.97 steps, and of the stations 0 alone stands: A3 (20 steps), A4, A6 and 墨苏木 are beyond: 800 + 300 + 1,000 + 3,450.
        Row("rural-station-distance", .notMet, .notMet, "5,550 rural people beyond 20 km"),
        // As for Xing'an: A4, B3, B4 and B6.
        Row(
          "central-village-clinics", .notKnown, .byConstruction,
          "4 central village clinics; the plan itself sets up what was missing"),
        // A2 and B2 have a neighbour with a clinic within 5 km, A4 a central clinic, B5 posted staff.
        Row("small-village-served-from-elsewhere", .notKnown, .byConstruction, "the plan serves each of them"),
        // 4,350 + 3,450 = 7,800 people outside the subdistrict: 7.8 posts, to the nearest 8.
        Row("posts-per-thousand", .notMet, .notMet, "7 of at least 8 posts at township health centres (2025)"),
        // 90 % < 100 %.
        Row("basic-standard", .notMet, .notMet, "9 of 10 centres (2025)"),
        // 1 / 10 = 10 % ≥ 10 %.
        Row("recommended-standard", .met, .met, "1 of 10 centres (2025)"),
        // 94.9 < 95.
        Row("ambulance-turnout", .notMet, .notMet, "94.9 % leave in time (2025)"),
        // 2 / 5 = 40 % ≥ 40 %.
        Row("negative-pressure-ambulances", .met, .met, "2 of 5 (2025)"),
        // 95 ≥ 95.
        Row("calls-answered-in-ten-seconds", .met, .met, "95 % (2025)"),
        // 85 % ≥ 85 %.
        Row("disease-control-technical-staff", .met, .met, "85 of 100 (2025)"),
        // 69 % < 70 %.
        Row("disease-control-health-staff", .notMet, .notMet, "69 of 100 (2025)"),
        // 79.9 < 80.
        Row("county-inpatient-share", .notMet, .notMet, "79.9 % (2025)", of: .county),
        // 90 ≥ 90.
        Row("county-consultation-share", .met, .met, "90 % (2025)", of: .county),
        // 90 % ≥ 90 %.
        Row("tcm-halls-of-high-quality", .met, .met, "9 of 10 (2025)"),
        // 50 % < 100 %.
        Row("tcm-halls-with-two-doctors", .notMet, .notMet, "1 of 2 (2025)"),
        // HT, HU, C and P: all.
        Row("public-health-doctor-per-centre", .met, .met, "4 of 4 (2025)"),
        // 75 ≥ 75.
        Row("contract-share", .met, .met, "75 % (2025)"),
        // 84.9 < 85; asked by 2035.
        Row("contract-share-of-key-groups", .notDue, .notDue, "84.9 % (2025); asked by 2035"),
        // 44.4 % < 45 %: about (左右) is taken as at least.
        Row("village-doctors-licensed", .notMet, .notMet, "4 of 9 (2025)"),
        // 90 % ≥ 90 %.
        Row("technical-posts-of-health-centres", .met, .met, "9 of 10 (2025)"),
        // 30 % > 20 %, to which the share may rise.
        Row("senior-posts-of-health-centres", .notMet, .notMet, "3 of 10 (2025)"),
        // 0 % < 90 %.
        Row("geriatric-departments", .notMet, .notMet, "0 of 1 (2025)"),
        // 1 ≥ 1.
        Row("fever-clinics", .met, .met, "1 (2025)", of: .county),
        // 0 < 1.
        Row("isolation-beds", .notMet, .notMet, "0 (2025)", of: .county),
        // 1 ≥ 1.
        Row("backup-hospitals", .met, .met, "1 (2025)", of: .county),
        // 0 < 1.
        Row("infectious-disease-wards", .notMet, .notMet, "0 (2025)", of: .county),
        // 1 < 2; the document strives for it (力争, 争取).
        Row("national-specialities", .aimedFor, .aimedFor, "1 (2025); aimed for 2 by 2025"),
        // 4 ≥ 4.
        Row("regional-specialities", .met, .met, "4 (2025)"),
        // 5 < 6; the document strives for it (力争, 争取).
        Row("city-specialities", .aimedFor, .aimedFor, "5 (2025); aimed for at least 6 by 2025"),
        // 21 ≥ 21.
        Row("county-specialities", .met, .met, "21 (2025)"),
        // 1 < 2.
        Row("county-hospitals-at-tertiary-level", .notMet, .notMet, "1 (2025)"),
        // It rises.
        Row("operations-of-high-grade", .met, .met, "0.4 (2023) to 0.5 (2025)"),
        // 14 < 15.
        Row("pathogens-tested", .notMet, .notMet, "14 (2025)"),
        // 5 ≥ 5.
        Row("syndromes-tested", .met, .met, "5 (2025)"),
        // 0 < 1.
        Row("monitoring-centres", .notMet, .notMet, "0 (2025)", of: .county),
        // 1 ≥ 1.
        Row("city-monitoring-centre", .met, .met, "1 (2025)"),
        // 0 < 1.
        Row("city-infectious-disease-team", .notMet, .notMet, "0 (2025)"),
        // 1 ≥ 1.
        Row("infectious-disease-teams", .met, .met, "1 (2025)", of: .county),
        // 1 < 2.
        Row("tcm-internet-hospitals", .notMet, .notMet, "1 (2025)"),
        // 100 % ≥ 100 %.
        Row("tcm-departments", .met, .met, "100 of 100 (2025)"),
        // 99 % < 100 %.
        Row("tcm-services", .notMet, .notMet, "99 of 100 (2025)"),
        // 2 ≥ 2.
        Row("national-tcm-specialities", .met, .met, "2 (2025)"),
        // 7 < 8.
        Row("regional-tcm-specialities", .notMet, .notMet, "7 (2025), below 8 to 10"),
        // 5 ≥ 5.
        Row("sharing-centres-per-county", .met, .met, "5 (2025)", of: .county),
        // 99 % < 100 %.
        Row("medical-communities-at-standard", .notMet, .notMet, "99 of 100 (2025)"),
        // 2 ≥ 2.
        Row("city-medical-groups", .met, .met, "2 (2025)"),
        // 0.9 < 1.
        Row("contract-share-rise", .notMet, .notMet, "0.9 percentage points (2025), below 1 to 3 percentage points"),
        // 1 ≥ 1.
        Row("contract-share-rise-of-key-groups", .met, .met, "1 percentage point (2025)"),
        // 69.9 < 70.
        Row(
          "contract-fees-for-staff", .notMet, .notMet,
          "69.9 % (2025); the document asks for it in principle, so that there may be exceptions"),
        // 1 ≥ 1.
        Row("primary-care-service-of-recruits", .met, .met, "1 year (2025)"),
        // 0.9 < 1.
        Row("research-funds-matched", .notMet, .notMet, "1:0.9 (2025)"),
        // 100 % ≥ 100 %.
        Row("day-surgery", .met, .met, "100 of 100 (2025)"),
      ]
    ),
    "hohhot": (
      """
      单位,指标,数值,年份
      全域,公共卫生科室人员收入不低于本机构人员平均水平的医疗机构数,10,2025
      全域,设有公共卫生科室的医疗机构数,10,2025
      全域,新创建社区医院数,8,2025
      全域,新创建社区卫生服务中心数,9,2025
      全域,已评估机构数,5,2025
      全域,达到基本标准机构数,5,2025
      全域,达到推荐标准机构数,2,2025
      全域,远离居民卫生室数,1,2025
      全域,3分钟出车率,94.9,2025
      全域,负压救护车数,2,2025
      全域,救护车数,5,2025
      全域,10秒内接听比例,95,2025
      全域,疾控机构卫生专业技术人员数,70,2025
      全域,疾控机构编制总数,100,2025
      全域,突发公共卫生事件应急处置预备队数,27,2025
      全域,市本级预备队数,10,2025
      纸上旗,旗县区预备队数,2,2025
      全域,遴选的县级临床重点专科培育专科数,19,2025
      全域,一轮完善服务体系行动计划的年数,3,2025
      全域,中医馆（蒙医馆）提供适宜技术的最少项数,10,2025
      全域,中医馆（蒙医馆）提供适宜技术的最少类数,5,2025
      全域,乡村医生掌握中医药（蒙医药）技术的最少项数,5,2025
      全域,乡村医生掌握中医药（蒙医药）技术的最少类数,4,2025
      纸上旗,公立医疗机构发热门诊数,0,2025
      纸上旗,隔离留观床位数,1,2025
      纸上旗,紧急救援后备医院数,0,2025
      纸上旗,相对独立的传染病区数,1,2025
      全域,全科医生转岗培训名额比下达名额增加的比例,4.9%,2025
      全域,当年培养的中医药（蒙医药）传承创新人才数,5,2025
      纸上旗,与乡镇卫生院互联互通的县域医学中心数,4,2025
      全域,市康复医疗中心数,1,2025
      全域,设置疾病预防控制处（科）的二级及以上医疗机构数,99,2025
      全域,二级及以上医疗机构数,100,2025
      全域,建成的老年病医院数,2,2025
      全域,建成的安宁疗护中心数,2,2025
      全域,国家级中医重点专科数,3,2025
      全域,自治区级中医重点专科数,3,2025
      全域,自治区级中医特色优势专科数,3,2025
      全域,设置治未病科和康复科的二级以上中医蒙医医院数,99,2025
      全域,二级以上中医蒙医医院数,100,2025
      全域,提供康复服务的中医馆（蒙医馆）数,100,2025
      全域,中医馆（蒙医馆）数,100,2025
      全域,入列自治区级中医药（蒙医药）文化宣传教育基地的医院数,2,2025
      全域,实现入院病区办理、出院床旁结算的三级医院数,100,2025
      全域,三级医院数,100,2025
      全域,实现检查检验结果互认的二级以上医院数,99,2025
      全域,二级以上医院数,100,2025
      全域,开展高级职称自主评审的三级医院数,1,2025
      全域,当年开展的医疗服务价格调整评估次数,0,2025
      全域,新城区安宁疗护试点数,1,2025
      全域,医保基金按项目付费比例,30%,2023
      全域,医保基金按项目付费比例,31%,2025
      全域,与当地同级综合性医疗机构人员的收入差距,1200,2023
      全域,与当地同级综合性医疗机构人员的收入差距,1100,2025

      """,
      [
        // All of them.
        Row("public-health-departments-paid-alike", .met, .met, "10 of 10 (2025)"),
        // As for Bayannur.
        Row("sub-centre-from-health-centre", .notNeeded, .notNeeded, "no county sub-centre"),
        // None.
        Row("sub-centre-at-secondary-level", .notNeeded, .notNeeded, "no county sub-centre"),
        // The one hospital's cell says 是.
        Row("county-emergency-centres", .met, .met, "0 county hospitals without all five centres"),
        // S1 is 2 steps from the hospital: 2.2 km ≤ 5 km.
        Row("urban-station-distance", .met, .met, "0 urban people beyond 5 km"),
        // 20 km are 17.97 steps, and of the stations 0 alone stands: A3 (20 steps), A4, A6 and 墨苏木 are beyond: 800 + 300 + 1,000 + 3,450.
        Row("rural-station-distance", .notMet, .notMet, "5,550 rural people beyond 20 km"),
        // As for Xing'an: A4, B3, B4 and B6.
        Row(
          "central-village-clinics", .notKnown, .byConstruction,
          "4 central village clinics; the plan itself sets up what was missing"),
        // A2 and B2 have a neighbour with a clinic within 5 km, A4 a central clinic, B5 posted staff.
        Row("small-village-served-from-elsewhere", .notKnown, .byConstruction, "the plan serves each of them"),
        // 1 > 0.
        Row("clinic-follows-people", .notMet, .notMet, "1 clinic away from where people are (2025)"),
        // 8 ≥ 8.
        Row("community-hospitals", .met, .met, "8 of 8 community hospitals created (2025)"),
        // 9 < 10, whatever stands.
        Row("community-health-centres", .notMet, .notMet, "9 of 10 community health centres created (2025)"),
        // 100 % ≥ 100 %.
        Row("basic-standard", .met, .met, "5 of 5 centres (2025)"),
        // 2 / 5 = 40 % ≥ 40 %.
        Row("recommended-standard", .met, .met, "2 of 5 centres (2025)"),
        // 94.9 < 95.
        Row("ambulance-turnout", .notMet, .notMet, "94.9 % leave in time (2025)"),
        // 2 / 5 = 40 % ≥ 40 %.
        Row("negative-pressure-ambulances", .met, .met, "2 of 5 (2025)"),
        // 95 ≥ 95.
        Row("calls-answered-in-ten-seconds", .met, .met, "95 % (2025)"),
        // 70 % ≥ 70 %.
        Row("disease-control-health-staff", .met, .met, "70 of 100 (2025)"),
        // 27 < 28.
        Row("emergency-teams", .notMet, .notMet, "27 (2025)"),
        // 10 ≥ 10.
        Row("emergency-teams-of-the-city", .met, .met, "10 (2025)"),
        // 2 ≥ 2.
        Row("emergency-teams-per-county", .met, .met, "2 (2025)", of: .county),
        // 19 < 20.
        Row("specialities-fostered", .notMet, .notMet, "19 (2025)"),
        // 3 = 3.
        Row("years-of-a-round", .met, .met, "3 years (2025)"),
        // 10 ≥ 10.
        Row("tcm-hall-techniques", .met, .met, "10 (2025)"),
        // 5 < 6.
        Row("tcm-hall-technique-classes", .notMet, .notMet, "5 (2025)"),
        // 5 < 6.
        Row("village-doctor-techniques", .notMet, .notMet, "5 (2025)"),
        // 4 ≥ 4.
        Row("village-doctor-technique-classes", .met, .met, "4 (2025)"),
        // 0 < 1.
        Row("fever-clinics", .notMet, .notMet, "0 (2025)", of: .county),
        // 1 ≥ 1.
        Row("isolation-beds", .met, .met, "1 (2025)", of: .county),
        // 0 < 1.
        Row("backup-hospitals", .notMet, .notMet, "0 (2025)", of: .county),
        // 1 ≥ 1.
        Row("infectious-disease-wards", .met, .met, "1 (2025)", of: .county),
        // 4.9 < 5; the document strives for it (力争, 争取).
        Row(
          "general-practitioners-trained", .aimedFor, .aimedFor,
          "4.9 % (2025), below 5 to 10 %; aimed for 5 to 10 % more each year"),
        // 5 ≥ 5.
        Row("tcm-staff-trained", .met, .met, "5 (2025)"),
        // 4 < 5.
        Row("county-medical-centres-linked", .notMet, .notMet, "4 (2025)", of: .county),
        // 1 ≥ 1.
        Row("rehabilitation-centre", .met, .met, "1 (2025)"),
        // 99 % < 100 %.
        Row("disease-control-offices", .notMet, .notMet, "99 of 100 (2025)"),
        // 2 ≥ 2.
        Row("geriatric-hospitals", .met, .met, "2 (2025)"),
        // 2 < 3.
        Row("hospice-centres", .notMet, .notMet, "2 (2025)"),
        // 3 ≥ 3.
        Row("national-tcm-specialities", .met, .met, "3 (2025)"),
        // 3 < 4.
        Row("regional-tcm-specialities", .notMet, .notMet, "3 (2025)"),
        // 3 ≥ 3.
        Row("regional-tcm-specialities-of-note", .met, .met, "3 (2025)"),
        // 99 % < 100 %.
        Row("tcm-hospitals-with-prevention-and-rehabilitation", .notMet, .notMet, "99 of 100 (2025)"),
        // 100 % ≥ 100 %.
        Row("tcm-halls-with-rehabilitation", .met, .met, "100 of 100 (2025)"),
        // 2 < 3.
        Row("tcm-culture-bases", .notMet, .notMet, "2 (2025)"),
        // 100 % ≥ 100 %.
        Row("bedside-settlement", .met, .met, "100 of 100 (2025)"),
        // 99 % < 100 %.
        Row("results-recognised", .notMet, .notMet, "99 of 100 (2025)"),
        // 1 ≥ 1.
        Row("hospitals-that-appraise-themselves", .met, .met, "1 (2025)"),
        // 0 < 1.
        Row("price-reviews", .notMet, .notMet, "0 (2025)"),
        // 1 ≥ 1.
        Row("hospice-pilots-in-xincheng", .met, .met, "1 (2025)"),
        // It rises, and should fall; 逐步 without a year.
        Row(
          "insurance-paid-by-item", .notNeeded, .notNeeded,
          "30 % (2023) to 31 % (2025); the document aims at it step by step and names no year"),
        // It falls.
        Row("pay-gap-of-public-health-staff", .met, .met, "1,200 (2023) to 1,100 (2025)"),
      ]
    ),
    "beibei": (
      """
      单位,指标,数值,年份
      全域,实行法律顾问制度的二级及以上医疗机构数,1,2025
      全域,二级及以上医疗机构数,2,2025
      全域,公共卫生科室人员收入不低于本机构人员平均水平的医疗机构数,10,2025
      全域,设有公共卫生科室的医疗机构数,10,2025
      全域,社区医院数,5,2025
      全域,甲级卫生院数,2,2025
      全域,卫生院非政府举办或未达标准化的镇数,1,2025
      全域,3分钟出车率,94.9,2025
      全域,负压救护车数,2,2025
      全域,救护车数,5,2025
      全域,10秒内接听比例,95,2025
      全域,横向医共体数,8,2025
      全域,纵向医联体数,1,2025
      全域,每千人口执业（助理）医师数,3.39,2025
      全域,每千人口注册护士数,3.99,2025
      全域,每百张床位临床药师数,1,2025
      全域,当年选派到基层顶岗锻炼的中层业务骨干数,2,2025
      全域,设有感染性疾病科的二级及以上公立综合医院（含中医医院）数,1,2025
      全域,二级及以上公立综合医院（含中医医院）数,1,2025
      全域,设有发热诊室（哨点）的基层医疗机构数,3,2025
      全域,基层医疗机构数,4,2025
      全域,公共卫生科达到标准化的医院、镇卫生院和社区卫生服务中心数,4,2025
      全域,二级及以上公立医院、镇卫生院和社区卫生服务中心数,4,2025
      全域,开设精神科（心理科）门诊的镇卫生院、社区卫生服务中心数,2,2025
      全域,镇卫生院、社区卫生服务中心数,5,2025
      全域,设立精神科（心理科）的甲级卫生院和社区卫生服务中心数,0,2025
      全域,甲级镇卫生院、甲级社区卫生服务中心数,1,2025
      全域,每名精防人员对应的患者数,81,2025
      全域,设有中医馆的镇卫生院（社区卫生服务中心）数,5,2025
      全域,精品中医馆数,1,2025
      全域,中医馆数,5,2025
      全域,示范中医馆数,0,2025
      全域,建成中医阁的行政村卫生室数,1,2025
      全域,行政村卫生室数,11,2025
      全域,重点人群家庭医生签约率,81%,2025
      全域,蔡家医院新开展的适宜技术数,0,2025
      全域,与基层医疗卫生机构共建科室数,18,2025
      全域,基层特色科室数,9,2025
      全域,护理院（中心）数,1,2025
      全域,设立老年医学科的二级及以上综合性医院数,7,2025
      全域,二级及以上综合性医院数,10,2025
      全域,当年遴选的基层适宜性技术推广应用项目数,2,2025
      全域,培养的中青年中医临床优秀骨干数,1,2025
      全域,培养的师带徒指导老师数,4,2025
      全域,培养的师带徒继承人数,7,2025
      全域,市级名中医传承工作室数,1,2025
      全域,基层名中医传承工作室数,0,2025
      全域,达到三级的区疾控中心数,1,2025
      全域,点名医院临床服务“五大中心”的最少个数,4,2025
      全域,同质化发展的国家区域中医（专科）诊疗中心数,6,2025
      全域,国家级重点专科数,9,2025
      全域,市级重点学科数,40,2025
      全域,达到二甲专科医院标准的区妇幼保健院数,0,2025
      全域,专科联盟数,1,2025
      全域,每季度对签约备案托育机构上门指导的最少次数,0,2025
      全域,婴幼儿家长科学育儿知识普及率,90.1%,2025
      全域,托育机构婴幼儿电子健康档案建设管理率,99.9%,2025
      全域,家庭医生与特殊家庭两次联系之间的最长月数,2,2025
      全域,落实联系人的特殊家庭数,99,2025
      全域,计划生育特殊家庭数,100,2025
      全域,家庭医生签约的特殊家庭数,100,2025
      全域,享有优先便利医疗服务的特殊家庭数,99,2025
      全域,进入全市前列的综合性医院数,1,2025
      全域,当年开展的医疗服务调价评估次数,0,2025
      全域,“1+2+8”格局的中心数,1,2025
      全域,市九院“五个一”工程建成项数,4,2025
      全域,城市医疗集团内资源共享中心数,5,2025
      全域,三级医院一、二级手术比例,40%,2023
      全域,三级医院一、二级手术比例,39.5%,2025
      全域,三级医院门诊量占比,0.4,2023
      全域,三级医院门诊量占比,0.4,2025

      """,
      [
        // 50 % < 100 %.
        Row("legal-advisers", .notMet, .notMet, "1 of 2 (2025)"),
        // All of them.
        Row("public-health-departments-paid-alike", .met, .met, "10 of 10 (2025)"),
        // Of HT (4,350 people in its town) and HU (3,450), both below the default of 5,000, the one that misses less.
        Row(
          "sub-centres-in-region", .notMet, .byConstruction,
          "1 county sub-centre of 1; the plan itself sets up what was missing"),
        // Nobody here is called so.
        Row("sub-centre-named", .notMet, .notMet, "not among them: 静观镇中心卫生院"),
        // HT is a township health centre.
        Row(
          "sub-centre-from-health-centre", .notNeeded, .byConstruction,
          "the plan chose only such centres; the document gives no figure for the rest of the sentence"),
        // HT is 二级乙等.
        Row("sub-centre-at-secondary-level", .notNeeded, .met, "0 sub-centres below secondary level"),
        // E, the two health centres and the villages; B5 hangs on HU, 33.4 km off.
        Row(
          "emergency-chain", .notMet, .notMet,
          "3 of 3 tiers, every unit reaches the top within its county, 250 people beyond the radius of the unit above"
        ),
        // The one hospital's cell says 是.
        Row("county-emergency-centres", .met, .met, "0 county hospitals without all five centres"),
        // S1 is 2 steps from the hospital: 2.2 km ≤ 5 km.
        Row("urban-station-distance", .met, .met, "0 urban people beyond 5 km"),
        // From HT at 10 A6 is 20 steps off: 1,000, and 墨苏木 3,450.
        Row("rural-station-distance", .notMet, .notMet, "4,450 rural people beyond 20 km"),
        // Within 2.5 km (2.2 steps) of a health centre are A1 and B1, which have a clinic and a doctor.
        Row("near-health-centre-serves-village", .notKnown, .notNeeded, "no village does without a clinic for that"),
        // A2, A3, A4, B2, B5 and B6 have none, and all are served from elsewhere.
        Row("village-without-doctor", .notKnown, .byConstruction, "the plan serves each of them"),
        // 3,000 people need one station or none, and those of one live where the centre stands.
        Row("community-station-per-people", .notNeeded, .notNeeded, "no community health stations needed"),
        // Both towns have one; the books say that one is not to standard.
        Row(
          "health-centre-per-town", .notDue, .notDue,
          "1 town whose health centre is not to standard (2025); asked by 2027"),
        // C.
        Row("community-centre-per-people", .met, .met, "1 of at least 1 community health centres"),
        // 2 < 3.
        Row("grade-a-health-centres", .notDue, .notDue, "2 grade-A health centres of at least 3 (2025); asked by 2027"),
        // 3 ≤ 5 ≤ 5.
        Row("community-hospitals", .met, .met, "5 community hospitals of 3 to 5 (2025)"),
        // 94.9 < 95.
        Row("ambulance-turnout", .notMet, .notMet, "94.9 % leave in time (2025)"),
        // 2 / 5 = 40 % ≥ 40 %.
        Row("negative-pressure-ambulances", .met, .met, "2 of 5 (2025)"),
        // 95 ≥ 95.
        Row("calls-answered-in-ten-seconds", .met, .met, "95 % (2025)"),
        // 8 ≥ 8.
        Row("medical-communities", .met, .met, "8 (2025)"),
        // 1 < 2.
        Row("vertical-medical-unions", .notMet, .notMet, "1 (2025)"),
        // 3.39 ≥ 3.39.
        Row("doctors-per-thousand", .met, .met, "3.39 (2025)"),
        // 3.99 < 4.
        Row("nurses-per-thousand", .notDue, .notDue, "3.99 (2025); asked by 2027"),
        // 1 ≥ 1.
        Row("pharmacists-per-hundred-beds", .met, .met, "1 (2025)"),
        // 2 < 3, the least of 3 to 5.
        Row("staff-sent-down", .notMet, .notMet, "2 (2025), below 3 to 5"),
        // All.
        Row("infectious-disease-departments", .met, .met, "1 of 1 (2025)"),
        // 75 % < 100 %.
        Row("fever-rooms", .notMet, .notMet, "3 of 4 (2025)"),
        // All.
        Row("public-health-departments", .met, .met, "4 of 4 (2025)"),
        // 2 / 5 = 40 % ≥ 40 %.
        Row("psychiatric-clinics", .met, .met, "2 of 5 (2025)"),
        // 0 % < 100 %.
        Row("psychiatric-clinics-of-grade-a", .notMet, .notMet, "0 of 1 (2025)"),
        // 1:81 is more than 1:80.
        Row("patients-per-psychiatric-worker", .notMet, .notMet, "1:81 (2025)"),
        // All of the five.
        Row("tcm-hall-per-centre", .met, .met, "5 of 5 (2025)"),
        // 1 / 5 = 20 % ≥ 20 %.
        Row("tcm-halls-of-excellence", .met, .met, "1 of 5 (2025)"),
        // 0 % < 10 %.
        Row("tcm-model-halls", .notDue, .notDue, "0 of 5 (2025); asked by 2027"),
        // 9.1 % < 10 %; the document strives for it (力争, 争取).
        Row("tcm-pavilions", .aimedFor, .aimedFor, "1 of 11 (2025); aimed for 10 % by 2027"),
        // 81 ≥ 81.
        Row("contract-share-of-key-groups", .met, .met, "81 % (2025)"),
        // 0 < 1.
        Row("techniques-at-caijia", .notMet, .notMet, "0 (2025)"),
        // 18 ≥ 18.
        Row("departments-built-jointly", .met, .met, "18 (2025)"),
        // 9 < 10.
        Row("departments-of-note-in-primary-care", .notMet, .notMet, "9 (2025)"),
        // 1 ≥ 1.
        Row("nursing-homes", .met, .met, "1 (2025)"),
        // 70 % ≥ 70 %.
        Row("geriatric-departments", .met, .met, "7 of 10 (2025)"),
        // 2 ≥ 2.
        Row("techniques-spread", .met, .met, "2 (2025)"),
        // 1 < 2.
        Row("tcm-clinicians-trained", .notMet, .notMet, "1 (2025)"),
        // 4 ≥ 4.
        Row("tcm-teachers-trained", .met, .met, "4 (2025)"),
        // 7 < 8.
        Row("tcm-heirs-trained", .notMet, .notMet, "7 (2025)"),
        // 1 ≥ 1.
        Row("tcm-studios-of-the-city", .met, .met, "1 (2025)"),
        // 0 < 1.
        Row("tcm-studios-in-primary-care", .notMet, .notMet, "0 (2025)"),
        // 1 ≥ 1.
        Row("disease-control-at-tertiary-level", .met, .met, "1 (2025)"),
        // 4 < 5.
        Row("clinical-centres", .notMet, .notMet, "4 (2025)"),
        // 6 ≥ 6.
        Row("regional-tcm-centres", .met, .met, "6 (2025)"),
        // 9 < 10.
        Row("national-specialities", .notMet, .notMet, "9 (2025)"),
        // 40 ≥ 40.
        Row("city-specialities", .met, .met, "40 (2025)"),
        // 0 < 1.
        Row("maternity-hospitals-at-secondary-grade-a", .notMet, .notMet, "0 (2025)"),
        // 1 ≥ 1.
        Row("speciality-alliances", .met, .met, "1 (2025)"),
        // 0 < 1.
        Row("childcare-visits", .notMet, .notMet, "0 (2025)"),
        // 90.1 > 90.
        Row("childcare-knowledge", .met, .met, "90.1 % (2025)"),
        // 99.9 < 100.
        Row("childcare-records", .notMet, .notMet, "99.9 % (2025)"),
        // 2 ≤ 2.
        Row("months-between-contacts", .met, .met, "2 months (2025)"),
        // 99 % < 100 %.
        Row("special-families-with-contact", .notMet, .notMet, "99 of 100 (2025)"),
        // 100 % ≥ 100 %.
        Row("special-families-under-contract", .met, .met, "100 of 100 (2025)"),
        // 99 % < 100 %.
        Row("special-families-served-first", .notMet, .notMet, "99 of 100 (2025)"),
        // 1 ≥ 1.
        Row("hospitals-among-the-best", .met, .met, "1 (2025)"),
        // 0 < 1.
        Row(
          "price-reviews", .notMet, .notMet,
          "0 (2025); the document asks for it in principle, so that there may be exceptions"),
        // 1 ≥ 1.
        Row("centres-of-the-pattern", .met, .met, "1 (2025)"),
        // 4 < 5.
        Row("five-projects-of-ninth-hospital", .notMet, .notMet, "4 (2025)"),
        // 5 ≥ 5.
        Row("sharing-centres-of-the-group", .met, .met, "5 (2025)"),
        // It falls.
        Row("minor-operations-of-tertiary-hospitals", .met, .met, "40 % (2023) to 39.5 % (2025)"),
        // It stays; 逐步 without a year.
        Row(
          "outpatients-of-tertiary-hospitals", .notNeeded, .notNeeded,
          "0.4 (2023) to 0.4 (2025); the document aims at it step by step and names no year"),
      ]
    ),
    "jining": (
      """
      单位,指标,数值,年份
      全域,县级医院临床服务“五大中心”的最少个数,5,2025
      全域,县级医院资源共享“五大中心”的最少个数,4,2025
      全域,县级医院高质量管理“五大中心”的最少个数,5,2025
      全域,接受综合能力培训的乡村医生数,9,2025
      全域,乡村医生数,9,2025
      全域,公共卫生科室完成标准化建设的医疗机构数,9,2025
      全域,设有公共卫生科室的医疗机构数,10,2025
      全域,疾控中心提供服务的城市医疗集团和县域医共体数,3,2025
      全域,城市医疗集团和县域医共体数,3,2025
      全域,公共卫生科室人员收入不低于本机构人员平均水平的医疗机构数,10,2025
      全域,达到推荐标准机构数,79,2025
      全域,3分钟出车率,94.9,2025
      全域,负压救护车数,2,2025
      全域,救护车数,5,2025
      全域,10秒内接听比例,95,2025
      全域,紧密型县域医共体数,11,2025
      纸上旗,县域内患者就诊率,89.9%,2025
      纸上旗,县域内基层门急诊人次占比,65%,2025
      全域,达到三级水平的县级综合医院数,10,2025
      全域,达到三级水平的县级中医院数,7,2025
      全域,精品国医堂数,100,2025
      全域,中医药特色村卫生室数,1999,2025
      全域,达到国家医疗服务能力推荐标准的县级中医医院数,9,2025
      全域,建成“中医阁”的村卫生室（社区卫生服务站）数,2,2025
      全域,村卫生室（社区卫生服务站）数,10,2025
      全域,“中医馆”内涵提升达标的乡镇卫生院（社区卫生服务中心）数,0,2025
      全域,乡镇卫生院（社区卫生服务中心）数,3,2025
      全域,床医比（每床医师数）,1：0.55,2025
      全域,医护比（每名医师对应护士数）,1：1.19,2025
      全域,每万人口全科医生数,4,2025
      全域,每万人口公共卫生人员数,8.4,2025
      全域,每千人口中医类医院床位数,0.9,2023
      全域,每千人口中医类医院床位数,1.1,2025
      全域,每千人口康复病床数,0.3,2023
      全域,每千人口康复病床数,0.3,2025
      全域,全人群家庭医生签约率,60%,2025
      全域,重点人群家庭医生签约率,89%,2025
      全域,建成康复医院或护理院的县（市、区）数,0,2025
      全域,县（市、区）数,1,2025
      纸上旗,安宁疗护病区数,1,2025
      全域,设置老年医学科的二级及以上公立综合性医院数,1,2025
      全域,二级及以上公立综合性医院数,1,2025
      全域,市级公立老年病医院数,0,2025
      全域,创成二级甲等的县级精神病防治院数,1,2025
      全域,县级精神病防治院数,1,2025
      纸上旗,承担职业健康检查的公立医疗卫生机构数,0,2025
      全域,达到二级甲等及以上标准的县级妇幼保健机构数,8,2025
      全域,有远程医疗服务的中心村卫生室数,3,2025
      全域,中心村卫生室数,4,2025
      全域,当年下沉医务人员人次,922,2025
      全域,西苑医院济宁医院建成的中心数,3,2025
      全域,西苑医院济宁医院做强的专科数,5,2025
      全域,三级公立中医医院绩效考核全国名次,100,2025
      全域,国家级区域医疗中心数,0,2025
      全域,省级区域医疗中心数,6,2025
      全域,全市二级公立综合医院绩效考核全省名次,4,2025
      全域,达到标准化建设标准的市、县级疾控中心数,100,2025
      全域,市、县级疾控中心数,100,2025
      全域,达到三级标准的市妇幼保健计划生育服务中心数,0,2025
      全域,紧密型城市医联体数,2,2025
      全域,推广“五个全科化”服务模式的二级以上中医医院数,99,2025
      全域,二级以上中医医院数,100,2025
      全域,设有中医临床科室的公立综合医院、妇幼保健院、传染病医院数,100,2025
      全域,公立综合医院、妇幼保健院、传染病医院数,100,2025
      全域,中西医结合“旗舰”科室数,4,2025
      全域,综合医院（妇幼保健院）中医药工作示范点数,10,2025
      全域,十四五期间培育的中医药高层次人才数,199,2025
      全域,两年内遴选的市名老中医（药）专家数,10,2025
      全域,两年内遴选的市名中医（药）专家数,19,2025
      全域,新培育的省市级人才工程人数,30,2025
      全域,国家级重点专科数,9,2025
      全域,省级重点专科数,100,2025
      全域,市级医疗质量控制中心数,33,2025
      全域,二级以上医疗机构电子病历应用水平平均级别,4,2025
      全域,实现检查检验结果互认共享的三级公立医院数,99,2025
      全域,三级公立医院数,100,2025
      全域,实现检查检验结果互认共享的二级公立医院数,80,2025
      全域,二级公立医院数,100,2025
      全域,居民健康素养水平,34.9%,2025
      全域,市公共卫生“六大中心”数,6,2025
      全域,医疗机构落实医疗质量安全核心制度的最少项数,17,2025
      全域,建成老年友善医疗机构的综合性医院、康复医院、护理院和基层医疗卫生机构数,9,2025
      全域,综合性医院、康复医院、护理院和基层医疗卫生机构数,10,2025
      全域,三级公立医院病例组合指数（CMI）,1.1,2023
      全域,三级公立医院病例组合指数（CMI）,1.2,2025
      全域,三级公立医院下转患者人数,900,2023
      全域,三级公立医院下转患者人数,900,2025
      全域,三级公立医院下转患者占比,3%,2023
      全域,三级公立医院下转患者占比,4%,2025
      全域,三级公立医院门诊人次数与出院人次数比,20,2023
      全域,三级公立医院门诊人次数与出院人次数比,21,2025

      """,
      [
        // 5 ≥ 5.
        Row("clinical-centres", .met, .met, "5 (2025)"),
        // 4 < 5.
        Row("resource-sharing-centres", .notMet, .notMet, "4 (2025)"),
        // 5 ≥ 5.
        Row("management-centres", .met, .met, "5 (2025)"),
        // All of them.
        Row("village-doctors-trained", .met, .met, "9 of 9 (2025)"),
        // 90 % < 100 %.
        Row("public-health-departments-at-standard", .notMet, .notMet, "9 of 10 (2025)"),
        // All of them.
        Row("communities-served-by-disease-control", .met, .met, "3 of 3 (2025)"),
        // All of them.
        Row("public-health-departments-paid-alike", .met, .met, "10 of 10 (2025)"),
        // HT, HU and C are all the candidates.
        Row("sub-centres-in-region", .notMet, .notMet, "3 county sub-centres of at least 30"),
        // 3 ≤ 3.
        Row(
          "sub-centres-per-county", .notMet, .byConstruction,
          "3 county sub-centres of 1 to 3; the plan itself sets up what was missing", of: .county),
        // Two township health centres and a community health centre, which this plan names, too.
        Row(
          "sub-centre-from-health-centre", .notNeeded, .byConstruction,
          "the plan chose only such centres; the document gives no figure for the rest of the sentence"),
        // No row gives the grade of C.
        Row("sub-centre-at-secondary-level", .notNeeded, .notKnown, "not known: sub-centres below secondary level"),
        // The one hospital's cell says 是.
        Row("county-emergency-centres", .met, .met, "0 county hospitals without all five centres"),
        // S1 is 2 steps from the hospital: 2.2 km ≤ 5 km.
        Row("urban-station-distance", .met, .met, "0 urban people beyond 5 km"),
        // Beyond are A6 (20 steps from HT), B6 (20 from HU) and B5 (30): 1,000 + 650 + 250.
        Row("rural-station-distance", .notMet, .notMet, "1,900 rural people beyond 20 km"),
        // With a central clinic in each of the twelve villages S1 is left: on foot 15 min are 0.79 steps, and C and P are one step off.
        Row("service-circle", .notMet, .notMet, "3,000 people beyond 15 min"),
        // Each village brings somebody nearer: 12 of 500.
        Row("central-village-clinics", .notKnown, .notMet, "12 central village clinics of at least 500"),
        // 79 < 80.
        Row("recommended-standard-count", .notMet, .notMet, "79 health centres at the standard of at least 80 (2025)"),
        // 94.9 < 95.
        Row("ambulance-turnout", .notMet, .notMet, "94.9 % leave in time (2025)"),
        // 2 / 5 = 40 % ≥ 40 %.
        Row("negative-pressure-ambulances", .met, .met, "2 of 5 (2025)"),
        // 95 ≥ 95.
        Row("calls-answered-in-ten-seconds", .met, .met, "95 % (2025)"),
        // 11 ≥ 11.
        Row("medical-communities", .met, .met, "11 (2025)"),
        // 89.9 < 90: about (左右) is taken as at least; the document strives for it (力争, 争取).
        Row(
          "county-consultation-share", .aimedFor, .aimedFor, "89.9 % (2025); aimed for about 90 % by 2025", of: .county),
        // 65 ≥ 65.
        Row("primary-care-share", .met, .met, "65 % (2025)", of: .county),
        // 10 < 11.
        Row("county-hospitals-at-tertiary-level", .notMet, .notMet, "10 (2025)"),
        // 7 ≥ 7.
        Row("county-tcm-hospitals-at-tertiary-level", .met, .met, "7 (2025)"),
        // 100 ≥ 100.
        Row("tcm-halls-of-excellence", .met, .met, "100 (2025)"),
        // 1,999 < 2,000.
        Row("tcm-village-clinics", .notMet, .notMet, "1,999 (2025)"),
        // 9 ≥ 9.
        Row("county-tcm-hospitals-at-recommended-standard", .met, .met, "9 (2025)"),
        // 20 % ≥ 20 %.
        Row("tcm-pavilions", .met, .met, "2 of 10 (2025)"),
        // 0 % < 30 %.
        Row("tcm-halls-improved", .notMet, .notMet, "0 of 3 (2025)"),
        // 0.55 ≥ 0.55.
        Row("doctors-per-bed", .met, .met, "1:0.55 (2025)"),
        // 1.19 < 1.2.
        Row("nurses-per-doctor", .notMet, .notMet, "1:1.19 (2025)"),
        // 4 ≥ 4.
        Row("general-practitioners-per-ten-thousand", .met, .met, "4 (2025)"),
        // 8.4 < 8.5.
        Row("public-health-staff-per-ten-thousand", .notMet, .notMet, "8.4 (2025)"),
        // It rises.
        Row("tcm-beds-per-thousand", .met, .met, "0.9 (2023) to 1.1 (2025)"),
        // It does not rise.
        Row("rehabilitation-beds-per-thousand", .notMet, .notMet, "0.3 (2023) to 0.3 (2025)"),
        // 60 ≥ 60.
        Row("contract-share", .met, .met, "60 % (2025)"),
        // 89 < 90.
        Row("contract-share-of-key-groups", .notMet, .notMet, "89 % (2025)"),
        // 0 % < 50 %.
        Row("counties-with-rehabilitation-hospital", .notMet, .notMet, "0 of 1 (2025)"),
        // 1 ≥ 1.
        Row("hospice-wards-per-county", .met, .met, "1 (2025)", of: .county),
        // All.
        Row("geriatric-departments", .met, .met, "1 of 1 (2025)"),
        // 0 < 1; the document strives for it (力争, 争取).
        Row("geriatric-hospitals", .aimedFor, .aimedFor, "0 (2025); aimed for 1 by 2025"),
        // All.
        Row("psychiatric-hospitals-at-secondary-grade-a", .met, .met, "1 of 1 (2025)"),
        // 0 < 1.
        Row("occupational-health-checks-per-county", .notMet, .notMet, "0 (2025)", of: .county),
        // 8 ≥ 8.
        Row("maternity-hospitals-at-secondary-grade-a", .met, .met, "8 (2025)"),
        // 75 % < 100 %.
        Row("telemedicine-at-central-clinics", .notMet, .notMet, "3 of 4 (2025)"),
        // 922 ≥ 922.
        Row("staff-sent-down", .met, .met, "922 (2025)"),
        // 3 ≥ 3.
        Row("xiyuan-centres", .met, .met, "3 (2025)"),
        // 5 < 6.
        Row("xiyuan-specialities", .notMet, .notMet, "5 (2025)"),
        // 100 ≤ 100.
        Row("tcm-hospital-rank", .met, .met, "100 (2025)"),
        // 0 < 1.
        Row("national-medical-centres", .notMet, .notMet, "0 (2025)"),
        // 6 ≥ 6.
        Row("provincial-medical-centres", .met, .met, "6 (2025)"),
        // 4 > 3.
        Row("secondary-hospital-rank", .notMet, .notMet, "4 (2025)"),
        // 100 % ≥ 100 %.
        Row("disease-control-at-standard", .met, .met, "100 of 100 (2025)"),
        // 0 < 1.
        Row("maternity-centre-at-tertiary-level", .notMet, .notMet, "0 (2025)"),
        // 2 ≥ 2.
        Row("city-medical-unions", .met, .met, "2 (2025)"),
        // 99 % < 100 %.
        Row("tcm-hospitals-with-five-modes", .notMet, .notMet, "99 of 100 (2025)"),
        // 100 % ≥ 100 %.
        Row("tcm-departments", .met, .met, "100 of 100 (2025)"),
        // 4 < 5: about (左右) is taken as at least.
        Row("flagship-departments", .notMet, .notMet, "4 (2025)"),
        // 10 ≥ 10.
        Row("tcm-model-sites", .met, .met, "10 (2025)"),
        // 199 < 200.
        Row("tcm-talents", .notMet, .notMet, "199 (2025)"),
        // 10 ≥ 10.
        Row("senior-tcm-experts", .met, .met, "10 (2025)"),
        // 19 < 20.
        Row("tcm-experts", .notMet, .notMet, "19 (2025)"),
        // 30 ≥ 30.
        Row("talents-of-city-and-province", .met, .met, "30 (2025)"),
        // 9 < 10.
        Row("national-specialities", .notMet, .notMet, "9 (2025)"),
        // 100 ≥ 100.
        Row("provincial-specialities", .met, .met, "100 (2025)"),
        // 33 < 34.
        Row("quality-control-centres", .notMet, .notMet, "33 (2025)"),
        // 4 ≥ 4.
        Row("electronic-record-level", .met, .met, "4 (2025)"),
        // 99 % < 100 %.
        Row("results-recognised-by-tertiary-hospitals", .notMet, .notMet, "99 of 100 (2025)"),
        // 80 % ≥ 80 %.
        Row("results-recognised-by-secondary-hospitals", .met, .met, "80 of 100 (2025)"),
        // 34.9 < 35.
        Row("health-literacy", .notMet, .notMet, "34.9 % (2025)"),
        // 6 ≥ 6.
        Row("public-health-centres", .met, .met, "6 (2025)"),
        // 17 < 18.
        Row("safety-systems-kept", .notMet, .notMet, "17 (2025)"),
        // 90 % < 100 %.
        Row("age-friendly-institutions", .notMet, .notMet, "9 of 10 (2025)"),
        // It rises.
        Row("case-mix-index", .met, .met, "1.1 (2023) to 1.2 (2025)"),
        // It stays, and should rise.
        Row("patients-sent-down", .notMet, .notMet, "900 (2023) to 900 (2025)"),
        // It rises.
        Row("share-of-patients-sent-down", .met, .met, "3 % (2023) to 4 % (2025)"),
        // It rises, and should fall.
        Row("outpatients-per-discharge", .notMet, .notMet, "20 (2023) to 21 (2025)"),
      ]
    ),
  ]
}
