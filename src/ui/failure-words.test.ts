import { expect, test } from 'vitest';
import { allowedPorts } from '../../proxy/port-list.ts';
import { ProxyError, problemResponse } from '../../proxy/problem.ts';
import { admitTarget, parseTarget, type TargetPolicy } from '../../proxy/target.ts';
import { proxyTransport } from '../collect/proxy-transport.ts';
import { DeviceError } from '../devices/transport.ts';
import { failureWords } from './failure-words.ts';

const house: TargetPolicy = {
  portAllowed: allowedPorts(),
  allowCgnat: false,
  resolve: () => Promise.reject(new Error('ENOTFOUND')),
  ownPorts: () => [8787],
};

/** What the owner reads when the helper itself refuses the target, all the way from its own reply. */
async function wordsAt(host: string, port: number, policy = house): Promise<string> {
  const refusal = async () => {
    try {
      await admitTarget(parseTarget(`${host}:${port}`), policy);
    } catch (error) {
      if (error instanceof ProxyError) return problemResponse(error);
      throw error;
    }
    throw new Error('the helper would go there');
  };
  const transport = proxyTransport({ baseUrl: '', token: 'x', fetch: refusal, address: { host, port } });
  try {
    await transport.http({ path: '/' });
  } catch (error) {
    if (error instanceof DeviceError) return failureWords(error).sentence;
    throw error;
  }
  throw new Error('the helper answered');
}

test('a refused port is named, with the way to allow it', async () => {
  expect(await wordsAt('192.168.1.20', 9000)).toBe(
    'The helper does not go to port 9000. If it is the miner’s, start the helper with “npm start -- --ports 9000”.',
  );
});

test('the helper’s own address is told as such, also where its port is allowed', async () => {
  const allowed = { ...house, portAllowed: allowedPorts('8787') };
  expect(await wordsAt('127.0.0.1', 8787, allowed)).toBe('That is Davylamp itself.');
});

test('a name that the network does not know is told apart from a device that does not answer', async () => {
  const unknown = 'The name gamma.local is not known on this network.';
  expect(await wordsAt('gamma.local', 80)).toContain(unknown);
  expect(await wordsAt('gamma.local', 80, { ...house, resolve: async () => [] })).toContain(unknown);
  const silent = failureWords({ kind: 'unreachable', detail: 'nothing answers there (EHOSTUNREACH)' });
  expect(silent.sentence).toContain('Nothing answers at that address.');
});

test('an address outside the house keeps its own sentence', async () => {
  expect(await wordsAt('8.8.8.8', 80)).toContain('addresses inside your home network');
});
