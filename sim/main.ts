/** `npm run sim`: a fleet of simulated miners that answer over the real protocols, on this machine only. */
import { readCommandLine } from './command-line.ts';
import type { Sim } from './sim.ts';
import { startSim } from './start-sim.ts';
import { USAGE } from './usage.ts';

async function main(): Promise<void> {
  const options = readCommandLine(process.argv.slice(2));
  if (options === 'help') {
    console.log(USAGE);
    return;
  }
  const sim = await startSim(options);
  printTable(sim);
  const stop = (): void => void sim.close().then(() => process.exit(0));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function printTable(sim: Sim): void {
  const width = Math.max(...sim.miners.map(({ id }) => id.length));
  for (const { id, family, address, mac } of sim.miners) {
    console.log(`${id.padEnd(width)}  ${family.padEnd(10)}  ${address.host}:${address.port}  ${mac}`);
  }
  if (sim.controlAddress) {
    console.log(
      `${'control'.padEnd(width)}  http://${sim.controlAddress.host}:${sim.controlAddress.port}/state`,
    );
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error('See npm run sim -- --help.');
  process.exit(1);
});
