/** What the owner may ask of `npm start`. */
import { parseArgs } from 'node:util';

const usage = `npm start -- [options]
  --port N           port to serve on (8787)
  --host ADDRESS     address to listen on (127.0.0.1: this computer only)
  --lan              let phones and other computers at home in, by HTTPS and after pairing
  --lan-port N       port for them (8788)
  --certificate-port N  port of the page about the certificate, by plain HTTP (8789)
  --allow-host NAME  further name under which the app may be opened; may be repeated
  --ports LIST       further device ports the helper may reach, e.g. 9000,20000-20100
  --allow-cgnat      let the helper reach 100.64.0.0/10 (Tailscale and the like)
  --record           ask the miners day and night, and keep what they say in files on this computer
  --record-days N    for so many days (14)
  --record-mb N      and in no more than this many megabytes (200)
  --new-token        forget all paired browsers and issue a new pairing link
  --help             this text`;

/** Reads the command line; ends the process with help, or with what is wrong. */
export function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '8787' },
        host: { type: 'string' },
        lan: { type: 'boolean', default: false },
        'lan-port': { type: 'string' },
        'certificate-port': { type: 'string' },
        'allow-host': { type: 'string', multiple: true },
        ports: { type: 'string' },
        'allow-cgnat': { type: 'boolean' },
        record: { type: 'boolean' },
        'record-days': { type: 'string' },
        'record-mb': { type: 'string' },
        'new-token': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const ports = {
      port: readPort('--port', values.port),
      lanPort: readPort('--lan-port', values['lan-port'] ?? '8788'),
      certificatePort: readPort('--certificate-port', values['certificate-port'] ?? '8789'),
    };
    const host = values.host ?? (process.env.DAVYLAMP_HOST || '127.0.0.1');
    if (values.lan) refuseSecondWay(host, ports);
    else if (values['lan-port'] ?? values['certificate-port'])
      throw new RangeError('--lan-port and --certificate-port are doors for other devices: add --lan.');
    const limits = {
      recordDays: readAmount('--record-days', values['record-days'], 3_650),
      recordMb: readAmount('--record-mb', values['record-mb'], 1_000_000),
    };
    if (!values.record && Object.values(limits).some((limit) => limit !== undefined))
      throw new RangeError('--record-days and --record-mb say how much to record: add --record.');
    return { ...values, host, ...ports, ...limits };
  } catch (error) {
    // Node goes on to explain positional arguments, of which there are none.
    const [reason] = error.message.split(/\. |\.?\n/);
    console.error(error instanceof RangeError ? error.message : `${reason}.\n\n${usage}`);
    process.exit(1);
  }
}

/** @returns undefined where the owner leaves it to the helper */
function readAmount(option, text, most) {
  if (text === undefined) return undefined;
  const amount = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(amount >= 1 && amount <= most))
    throw new RangeError(`${option} "${text}" makes no sense: choose a number from 1 to ${most}.`);
  return amount;
}

/** Each door has a port of its own, and only the one for HTTPS opens to the network. */
function refuseSecondWay(host, ports) {
  if (!/^(localhost|127\.[\d.]+|::1)$/.test(host))
    throw new RangeError(
      '--host would open the helper by plain HTTP; with --lan other devices come in by HTTPS. Leave --host (DAVYLAMP_HOST) out.',
    );
  if (new Set(Object.values(ports)).size < 3)
    throw new RangeError('--port, --lan-port and --certificate-port must be three different ports.');
}

function readPort(option, text) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port === 0)
    throw new RangeError(
      `${option} 0 would be another port at every start, and a browser is paired with one: choose a number from 1 to 65535.`,
    );
  if (!(port <= 65_535))
    throw new RangeError(`${option} "${text}" is no port: choose a number from 1 to 65535.`);
  return port;
}
