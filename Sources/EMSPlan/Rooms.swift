// Who imports EMSPlan gets every room: a user of the library need not know which room a type lives in. The language has
// no re-export without the underscore yet.
@_exported import EMSBatch
@_exported import EMSFormats
@_exported import EMSModel
@_exported import EMSPlanning
@_exported import EMSPolicy
@_exported import EMSReading
@_exported import EMSReport
@_exported import EMSRobustness
