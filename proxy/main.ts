import { optionsFromEnvironment } from './options.ts';
import { hasCode, startProxy } from './start.ts';

/** The helper as a process: `npm start` runs it, set up by environment variables. */
try {
  const proxy = await startProxy(optionsFromEnvironment(process.env));
  console.log(`The helper listens on ${proxy.url}`);
  const stop = () => void proxy.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(
    hasCode(error, 'EADDRINUSE')
      ? 'The port is taken: is Davylamp running already? Choose another with npm start -- --port 8790.'
      : reason,
  );
  process.exit(1);
}
