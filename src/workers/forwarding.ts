import type { AlarmApi } from './alarm-api.ts';
import type { AllocationApi } from './allocation-api.ts';
import type { BackupApi } from './backup-api.ts';
import type { ControlApi } from './control-api.ts';
import type { DiscoveryApi } from './discovery-api.ts';
import type { HealthApi } from './health-api.ts';
import type { HistoryApi } from './history-api.ts';
import type { InsightApi } from './insight-api.ts';
import type { MeterApi } from './meter-api.ts';
import type { PairingApi } from './pairing-api.ts';
import type { PlanApi } from './plan-api.ts';
import type { QualityApi } from './quality-api.ts';
import type { RosterApi } from './roster-api.ts';
import type { SourceApi } from './source-api.ts';
import type { TuningApi } from './tuning-api.ts';

/**
 * Waits for the fleet to be open, and turns failures into plain values, which cross the worker border. Each call below
 * goes to the part of whichever fleet is open then.
 */
export type Guard = <T>(work: () => Promise<T>) => Promise<T>;

/** Calls about which miners there are. */
export function toRoster(roster: () => RosterApi, guarded: Guard): RosterApi {
  return {
    probe: (address) => guarded(() => roster().probe(address)),
    add: (address, name) => guarded(() => roster().add(address, name)),
    rename: (id, name) => guarded(() => roster().rename(id, name)),
    changeAddress: (id, address) => guarded(() => roster().changeAddress(id, address)),
    setTags: (tags) => guarded(() => roster().setTags(tags)),
    setPurchase: (id, purchase) => guarded(() => roster().setPurchase(id, purchase)),
    remove: (ids) => guarded(() => roster().remove(ids)),
    undoRemove: (ids) => guarded(() => roster().undoRemove(ids)),
  };
}

/** Calls about what is stored of the past. */
export function toHistory(history: () => HistoryApi, guarded: Guard): HistoryApi {
  return {
    series: (query) => guarded(() => history().series(query)),
    fleetSeries: (query) => guarded(() => history().fleetSeries(query)),
    extent: (minerId) => guarded(() => history().extent(minerId)),
    events: (range) => guarded(() => history().events(range)),
    alerts: (range) => guarded(() => history().alerts(range)),
  };
}

/** Calls about changing devices. */
export function toControl(control: () => ControlApi, guarded: Guard): ControlApi {
  return {
    allowControl: (id, allowed) => guarded(() => control().allowControl(id, allowed)),
    controlOf: (id) => guarded(() => control().controlOf(id)),
    changeMiner: (id, wanted, wish) => guarded(() => control().changeMiner(id, wanted, wish)),
    actionsOf: (id) => guarded(() => control().actionsOf(id)),
    callOff: (id, actionId) => guarded(() => control().callOff(id, actionId)),
    undoChange: (changeId) => guarded(() => control().undoChange(changeId)),
    allowRecovery: (id, allowed) => guarded(() => control().allowRecovery(id, allowed)),
    allowAway: (id, allowed) => guarded(() => control().allowAway(id, allowed)),
    changesOf: (id) => guarded(() => control().changesOf(id)),
    saveCredentials: (id, credentials) => guarded(() => control().saveCredentials(id, credentials)),
    poolTemplates: () => guarded(() => control().poolTemplates()),
    savePoolTemplates: (templates) => guarded(() => control().savePoolTemplates(templates)),
  };
}

/** Calls about sharing what there is between workloads. */
export function toAllocation(allocation: () => AllocationApi, guarded: Guard): AllocationApi {
  return {
    allocation: () => guarded(() => allocation().allocation()),
    keepAllocation: (plan) => guarded(() => allocation().keepAllocation(plan)),
    allocate: (plan) => guarded(() => allocation().allocate(plan)),
  };
}

/** Calls about tuning devices. */
export function toTuning(tuning: () => TuningApi, guarded: Guard): TuningApi {
  return {
    tuningOf: (id) => guarded(() => tuning().tuningOf(id)),
    startTuning: (id, wish) => guarded(() => tuning().startTuning(id, wish)),
    stopTuning: (id) => guarded(() => tuning().stopTuning(id)),
    pauseTuning: (id, isPaused) => guarded(() => tuning().pauseTuning(id, isPaused)),
    applyTuned: (id, point) => guarded(() => tuning().applyTuned(id, point)),
  };
}

/** Calls about the hours ahead. */
export function toPlan(plan: () => PlanApi, guarded: Guard): PlanApi {
  return {
    plan: () => guarded(() => plan().plan()),
    onPlan: (listener) => guarded(() => plan().onPlan(listener)),
    stopPlan: () => guarded(() => plan().stopPlan()),
    setPlanRules: (rules) => guarded(() => plan().setPlanRules(rules)),
    setPlanMode: (carrying) => guarded(() => plan().setPlanMode(carrying)),
    override: (id, span, mode) => guarded(() => plan().override(id, span, mode)),
    removeOverride: (overrideId) => guarded(() => plan().removeOverride(overrideId)),
    curtailNow: (minutes) => guarded(() => plan().curtailNow(minutes)),
    releaseCurtailment: () => guarded(() => plan().releaseCurtailment()),
    undoPlanRules: () => guarded(() => plan().undoPlanRules()),
    keepPolicyTest: (test) => guarded(() => plan().keepPolicyTest(test)),
    letPolicyChoose: (chooses) => guarded(() => plan().letPolicyChoose(chooses)),
  };
}

/** Calls about finding miners. */
export function toDiscovery(discovery: () => DiscoveryApi, guarded: Guard): DiscoveryApi {
  return {
    networks: () => guarded(() => discovery().networks()),
    discover: (ranges, onProgress) => guarded(() => discovery().discover(ranges, onProgress)),
    stopDiscovery: () => guarded(() => discovery().stopDiscovery()),
  };
}

/** Calls about plugs and sensors. */
export function toMeters(meters: () => MeterApi, guarded: Guard): MeterApi {
  return {
    probeMeter: (question) => guarded(() => meters().probeMeter(question)),
    addMeters: (added, access) => guarded(() => meters().addMeters(added, access)),
    changeMeter: (id, wanted, access) => guarded(() => meters().changeMeter(id, wanted, access)),
    removeMeter: (id) => guarded(() => meters().removeMeter(id)),
    undoRemoveMeter: (id) => guarded(() => meters().undoRemoveMeter(id)),
    switchMeter: (id, on) => guarded(() => meters().switchMeter(id, on)),
    setMeteredPairs: (id, pairs) => guarded(() => meters().setMeteredPairs(id, pairs)),
    setPlugReadings: (id, readings) => guarded(() => meters().setPlugReadings(id, readings)),
  };
}

/** Calls about outside sources. */
export function toSources(sources: () => SourceApi, guarded: Guard): SourceApi {
  return {
    followSources: (listener) => guarded(() => sources().followSources(listener)),
    chooseSource: (id, change) => guarded(() => sources().chooseSource(id, change)),
    saveSourceKey: (id, key) => guarded(() => sources().saveSourceKey(id, key)),
    testSource: (id) => guarded(() => sources().testSource(id)),
    outsidePast: (series, fromMs, toMs) => guarded(() => sources().outsidePast(series, fromMs, toMs)),
  };
}

/** Calls about tests and forecasts over what is stored. */
export function toInsight(insight: () => InsightApi, guarded: Guard): InsightApi {
  return {
    twoMeter: (minerId) => guarded(() => insight().twoMeter(minerId)),
    retargetOutlook: () => guarded(() => insight().retargetOutlook()),
    poolAudits: () => guarded(() => insight().poolAudits()),
    payoutCalendars: () => guarded(() => insight().payoutCalendars()),
    makeLedger: (ask, onProgress) => guarded(() => insight().makeLedger(ask, onProgress)),
    stopLedger: () => guarded(() => insight().stopLedger()),
    changeEffects: (minerId) => guarded(() => insight().changeEffects(minerId)),
  };
}

/** Calls about the data as a whole. */
export function toBackup(backup: () => BackupApi, guarded: Guard): BackupApi {
  return {
    lastBackup: () => guarded(() => backup().lastBackup()),
    makeBackup: (ask, onProgress) => guarded(() => backup().makeBackup(ask, onProgress)),
    restoreBackup: (ask, onProgress) => guarded(() => backup().restoreBackup(ask, onProgress)),
    exportTable: (ask, onProgress) => guarded(() => backup().exportTable(ask, onProgress)),
    surveyImport: (file, zone, layout) => guarded(() => backup().surveyImport(file, zone, layout)),
    previewImport: (ask) => guarded(() => backup().previewImport(ask)),
    importFile: (ask, onProgress) => guarded(() => backup().importFile(ask, onProgress)),
    stopDataWork: () => guarded(() => backup().stopDataWork()),
  };
}

/** Calls about how good the data are. */
export function toQuality(quality: () => QualityApi, guarded: Guard): QualityApi {
  return {
    dataQuality: (minerId, days) => guarded(() => quality().dataQuality(minerId, days)),
    repairData: (minerId, change) => guarded(() => quality().repairData(minerId, change)),
    undoRepair: (repairId) => guarded(() => quality().undoRepair(repairId)),
  };
}

/** Calls about what reaches the owner. */
export function toAlarms(alarms: () => AlarmApi, guarded: Guard): AlarmApi {
  return {
    alarms: () => guarded(() => alarms().alarms()),
    addChannel: (channel) => guarded(() => alarms().addChannel(channel)),
    changeChannel: (id, channel) => guarded(() => alarms().changeChannel(id, channel)),
    removeChannel: (id) => guarded(() => alarms().removeChannel(id)),
    restoreChannel: (id) => guarded(() => alarms().restoreChannel(id)),
    testChannel: (id) => guarded(() => alarms().testChannel(id)),
    setAlarmRules: (rules) => guarded(() => alarms().setAlarmRules(rules)),
    muteMiners: (ids, untilMs) => guarded(() => alarms().muteMiners(ids, untilMs)),
  };
}

/** Calls about the fleet's health. */
export function toHealth(health: () => HealthApi, guarded: Guard): HealthApi {
  return {
    followHealth: (listener) => guarded(() => health().followHealth(listener)),
    stopHealth: () => guarded(() => health().stopHealth()),
    logMaintenance: (entry) => guarded(() => health().logMaintenance(entry)),
    removeMaintenance: (id) => guarded(() => health().removeMaintenance(id)),
    offerAgain: (id) => guarded(() => health().offerAgain(id)),
    verdicts: () => guarded(() => health().verdicts()),
    judgeFinding: (id, verdict) => guarded(() => health().judgeFinding(id, verdict)),
    setAlarmBudget: (falseAlarmsPerMonth) => guarded(() => health().setAlarmBudget(falseAlarmsPerMonth)),
  };
}

/** Calls about letting further devices in. */
export function toPairing(pairing: () => PairingApi, guarded: Guard): PairingApi {
  return {
    offerPairing: () => guarded(() => pairing().offerPairing()),
    offerProgress: (id) => guarded(() => pairing().offerProgress(id)),
    confirmPairing: (id, digits) => guarded(() => pairing().confirmPairing(id, digits)),
    refusePairing: (id) => guarded(() => pairing().refusePairing(id)),
    pairedDevices: () => guarded(() => pairing().pairedDevices()),
    renameDevice: (id, name) => guarded(() => pairing().renameDevice(id, name)),
    revokeDevice: (id) => guarded(() => pairing().revokeDevice(id)),
    claimPairing: (code, name) => guarded(() => pairing().claimPairing(code, name)),
    claimProgress: () => guarded(() => pairing().claimProgress()),
  };
}
