import { FAULT_KINDS } from '../src/twin/faults.ts';
import { FLEETS } from '../src/twin/fleets.ts';
import { SIM_DEFAULTS } from './start-sim.ts';

/** What `npm run sim -- --help` prints. */
export const USAGE = `npm run sim -- [options]
  --fleet NAME      ${Object.keys(FLEETS).join(', ')} (demo)
  --seed N          another fleet of the same kind (${SIM_DEFAULTS.seed})
  --speed X         seconds of the miners per second of yours (${SIM_DEFAULTS.speed})
  --http-base PORT  first port of the miners with a web API (${SIM_DEFAULTS.httpBase}); 0 takes free ones
  --rpc-base PORT   first port of the miners with cgminer's API alone (${SIM_DEFAULTS.rpcBase}); 0 takes free ones
  --difficulty D    difficulty of the shares that the pool asks for
  --fault SPEC      a fault from the start; may be repeated (see below)
  --control PORT    take commands on this port while it runs (see below)
  --help            this text

A fault is written miner:kind@offset+duration*severity, and only miner and kind are needed; * is every miner:
  kitchen-gamma:flatline@60s   *:router-down@2m+10m   garage-s19j:fan-wear@0s*0.5   desk-gamma:domain-stalled/0/2@-1h
Kinds: ${wrapped(FAULT_KINDS)}
Who changes a miner meets writes-ignored (it says yes, and stays as it is), writes-unanswered (it does so, and the
connection breaks) and reboot-on-write; the password of each is what its maker ships, and any other is refused.

Commands on the control port take and return JSON; miner is a name from the table, or * for all:
  GET  /state   the miners' clock, and of each miner its address and what it does; every command answers with it too
  POST /fault   {"miner", "kind"} starts a fault; besides, as numbers: "afterS" seconds from now (0), "forS" its length
                (for ever), "severity" 0 to 1 (1), "rampS" seconds over which that grows, "chip" and "domain" (0)
  POST /heal    {"miner"} ends every fault of it
  POST /kill    {"miner"} closes its port and all connections
  POST /revive  {"miner"} opens the same port again
For example, with --control 18000:
  curl -d '{"miner": "kitchen-gamma", "kind": "overheat", "forS": 600}' http://${SIM_DEFAULTS.host}:18000/fault`;

function wrapped(words: readonly string[]): string {
  const half = Math.ceil(words.length / 2);
  return [words.slice(0, half), words.slice(half)].map((line) => line.join(', ')).join(',\n       ');
}
