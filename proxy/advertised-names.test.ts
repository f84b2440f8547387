import { EventEmitter } from 'node:events';
import makeMdns from 'multicast-dns';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { hearNames, type Mdns } from './advertised-names.ts';

/** The neighbourhood as multicast-dns would show it. */
class Neighbourhood extends EventEmitter implements Mdns {
  readonly asked: string[] = [];
  destroyed = false;
  sendFails: Error | null = null;
  query(questions: { name: string; type: string }[], sent: (error: Error | null) => void) {
    this.asked.push(...questions.map(({ name, type }) => `${type} ${name}`));
    sent(this.sendFails);
  }
  destroy() {
    this.destroyed = true;
  }
  says(...additionals: { type: string; name: string; data: unknown }[]) {
    this.emit('response', { answers: [], additionals });
  }
}

let stop: (() => void) | undefined;
afterEach(() => stop?.());

function hearing(neighbourhood: Neighbourhood = new Neighbourhood()) {
  const names: string[] = [];
  const reasons: string[] = [];
  stop = hearNames(
    {
      onName: (address, name) => names.push(`${address} ${name}`),
      onUnavailable: (reason) => reasons.push(reason),
    },
    () => neighbourhood,
  );
  return { neighbourhood, names, reasons };
}

describe('names', () => {
  test('come with the addresses that devices advertise, each once', () => {
    const { neighbourhood, names } = hearing();
    expect(neighbourhood.asked).toContain('PTR _http._tcp.local');
    neighbourhood.says({ type: 'A', name: 'Bitaxe.local', data: '192.168.1.20' });
    neighbourhood.says({ type: 'A', name: 'bitaxe.local', data: '192.168.1.20' });
    neighbourhood.says({ type: 'A', name: 'nerd.local', data: '192.168.1.21' });
    expect(names).toEqual(['192.168.1.20 bitaxe', '192.168.1.21 nerd']);
  });

  test('of a host that told its service only are asked for, once', () => {
    const { neighbourhood } = hearing();
    const service = { type: 'SRV', name: 'x._http._tcp.local', data: { port: 80, target: 'nano.local' } };
    neighbourhood.says(service, service);
    expect(neighbourhood.asked.filter((question) => question === 'A nano.local')).toHaveLength(1);
  });

  test('that are none are not passed on', () => {
    const { neighbourhood, names } = hearing();
    for (const name of ['<img src=x>.local', 'a.b.local', 'example.com', `${'a'.repeat(64)}.local`, ''])
      neighbourhood.says({ type: 'A', name, data: '192.168.1.20' });
    neighbourhood.says(
      { type: 'SRV', name: 'x', data: { target: 7 } },
      { type: 'SRV', name: 'x', data: null },
    );
    expect(names).toEqual([]);
  });

  test('of a neighbour who has thousands are bounded', () => {
    const { neighbourhood, names } = hearing();
    for (let i = 0; i < 5_000; i += 1)
      neighbourhood.says({ type: 'A', name: `h${i}.local`, data: '192.168.1.20' });
    expect(names.length).toBeLessThan(1_000);
  });

  test('that cannot be heard are a reason, told once, and no failure', () => {
    const neighbourhood = new Neighbourhood();
    neighbourhood.sendFails = Object.assign(new Error('send'), { code: 'ENETUNREACH' });
    const { reasons } = hearing(neighbourhood);
    expect(reasons).toEqual(['multicast is not possible here (ENETUNREACH)']);
    expect(neighbourhood.destroyed).toBe(true);
  });

  test('that fail later, or when the socket is opened, degrade the same way', () => {
    const { neighbourhood, reasons } = hearing();
    neighbourhood.emit('error', Object.assign(new Error('bind'), { code: 'EADDRINUSE' }));
    neighbourhood.emit('error', new Error('again'));
    expect(reasons).toEqual(['multicast is not possible here (EADDRINUSE)']);
    const onUnavailable = vi.fn();
    hearNames({ onName: () => {}, onUnavailable }, () => {
      throw new Error('no sockets');
    });
    expect(onUnavailable).toHaveBeenCalledExactlyOnceWith('multicast is not possible here');
  });
});

test('a device that advertises itself by real packets is heard', async () => {
  // On the loopback interface and another port than mDNS's: nothing leaves this computer.
  const options = { port: 15_353, interface: '127.0.0.1', bind: '0.0.0.0' };
  const device = makeMdns(options);
  device.on('query', ({ questions }) => {
    if (!questions?.some(({ name }) => name === '_http._tcp.local')) return;
    device.respond({
      answers: [{ type: 'PTR', name: '_http._tcp.local', data: 'Gamma._http._tcp.local' }],
      additionals: [{ type: 'A', name: 'gamma.local', data: '127.0.2.7' }],
    });
  });
  try {
    const name = await new Promise<string>((resolve, reject) => {
      stop = hearNames(
        { onName: (address, host) => resolve(`${address} ${host}`), onUnavailable: reject },
        () => makeMdns(options),
      );
    });
    expect(name).toBe('127.0.2.7 gamma');
  } finally {
    device.destroy();
  }
});
