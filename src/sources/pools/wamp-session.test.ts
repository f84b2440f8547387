import { createHmac, pbkdf2Sync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../domain/source-error.ts';
import { signChallenge } from './wamp-cra.ts';
import { call, join, leave, receive, subscribe, type WampSession, type WampStep } from './wamp-session.ts';

const LOGIN = { realm: 'mining', authId: 'web', secret: 'web' };
const CHALLENGE = '{"authid":"web","nonce":"LHRTC9zeOIrt_9U3","session":3251278072152162}';

/** What node's own crypto makes of a challenge. */
function signature(key: string, challenge = CHALLENGE): string {
  return createHmac('sha256', key).update(challenge).digest('base64');
}

/** Everything that is said in turn; the last step comes back. */
function played(session: WampSession, ...frames: readonly unknown[]): WampStep {
  let step: WampStep = { session, send: [], news: [] };
  for (const frame of frames) step = receive(step.session, JSON.stringify(frame));
  return step;
}

function opened(): WampSession {
  return played(join(LOGIN).session, [4, 'wampcra', { challenge: CHALLENGE }], [2, 7, { roles: {} }]).session;
}

describe('joining', () => {
  it('says hello with the login it can answer for', () => {
    const [hello] = join(LOGIN).send;
    expect(JSON.parse(hello ?? '')).toEqual([
      1,
      'mining',
      { roles: { caller: {}, subscriber: {} }, authmethods: ['wampcra'], authid: 'web' },
    ]);
  });

  it('answers the challenge as HMAC-SHA256 does, and is open once welcome', () => {
    const challenged = played(join(LOGIN).session, [4, 'wampcra', { challenge: CHALLENGE }]);
    expect(challenged.send.map((frame) => JSON.parse(frame))).toEqual([[5, signature('web'), {}]]);
    const welcome = played(challenged.session, [2, 7, {}]);
    expect(welcome).toMatchObject({ session: { phase: 'open' }, send: [], news: [{ kind: 'open' }] });
  });

  it('is open at once where the router asks for no proof', () => {
    expect(played(join(LOGIN).session, [2, 7, {}]).news).toEqual([{ kind: 'open' }]);
  });

  it('tells a refused login as refused, in the words of the router', () => {
    const { session, send, news } = played(join(LOGIN).session, [
      3,
      { message: 'no such user' },
      'wamp.error.not_authorized',
    ]);
    expect(session.phase).toBe('closed');
    expect(send).toEqual([]);
    expect(news).toEqual([
      { kind: 'closed', error: new SourceError('refused', 'wamp.error.not_authorized: no such user') },
    ]);
    expect(news[0]).toMatchObject({ error: { kind: 'refused' } });
  });

  it('leaves a router that wants another kind of login, or work without end', () => {
    for (const challenge of [
      [4, 'ticket', {}],
      [4, 'wampcra', {}],
      [4, 'wampcra', { challenge: CHALLENGE, salt: 'salt', iterations: 1e12, keylen: 32 }],
      [4, 'wampcra', { challenge: CHALLENGE, salt: 'salt', iterations: 10, keylen: 1e9 }],
    ]) {
      const { session, send } = played(join(LOGIN).session, challenge);
      expect(session.phase).toBe('closed');
      expect(JSON.parse(send[0] ?? '')[0]).toBe(3);
    }
  });
});

describe('signing', () => {
  it('derives the key from a salted secret as PBKDF2 does', () => {
    const key = pbkdf2Sync('web', 'salt', 1_000, 32, 'sha256').toString('base64');
    expect(signChallenge('web', { challenge: CHALLENGE, salt: 'salt' })).toBe(signature(key));
    const short = pbkdf2Sync('web', 'salt', 100, 16, 'sha256').toString('base64');
    expect(signChallenge('web', { challenge: CHALLENGE, salt: 'salt', iterations: 100, keylen: 16 })).toBe(
      signature(short),
    );
  });

  it('agrees with node for every secret and challenge', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string(), (secret, challenge) => {
        expect(signChallenge(secret, { challenge })).toBe(signature(secret, challenge));
      }),
    );
  });
});

describe('an open session', () => {
  it('calls a procedure and hears its result by name', () => {
    const asked = call(opened(), 'f_all_balance_updates', ['key']);
    expect(asked.send.map((frame) => JSON.parse(frame))).toEqual([
      [48, 1, {}, 'f_all_balance_updates', ['key']],
    ]);
    const answered = played(asked.session, [50, 1, {}, [{ Litecoin: 1.5 }]]);
    expect(answered.news).toEqual([
      { kind: 'result', procedure: 'f_all_balance_updates', args: [{ Litecoin: 1.5 }] },
    ]);
    // The same answer again answers nothing.
    expect(played(answered.session, [50, 1, {}, [{}]]).news).toEqual([]);
  });

  it('sends no list of arguments where there are none', () => {
    expect(JSON.parse(call(opened(), 'f_all_general_updates', []).send[0] ?? '')).toHaveLength(4);
  });

  it('hears the events of its topics by name, and of no others', () => {
    const asked = subscribe(call(opened(), 'a', []).session, 'found_block_updates');
    expect(JSON.parse(asked.send[0] ?? '')).toEqual([32, 2, {}, 'found_block_updates']);
    const { session, news } = played(asked.session, [33, 2, 5_512_315_355]);
    expect(news).toEqual([{ kind: 'subscribed', topic: 'found_block_updates' }]);
    const event = played(session, [36, 5_512_315_355, 4_429_313_566, {}, [{ coin_name: 'Dogecoin' }]]);
    expect(event.news).toEqual([
      { kind: 'event', topic: 'found_block_updates', args: [{ coin_name: 'Dogecoin' }] },
    ]);
    expect(played(session, [36, 5_512_315_355, 1, {}]).news).toMatchObject([{ args: [] }]);
    expect(played(session, [36, 99, 1, {}, [1]]).news).toEqual([]);
  });

  it('goes on after a procedure is refused, and repeats no key', () => {
    const key = 'a'.repeat(64);
    const asked = subscribe(call(opened(), 'f_nothing', [key]).session, `balance_updates_${key}`);
    const unknown = played(asked.session, [8, 48, 1, {}, 'wamp.error.no_such_procedure', ['f_nothing']]);
    expect(unknown.session.phase).toBe('open');
    expect(unknown.news).toMatchObject([{ kind: 'failed', of: 'f_nothing', error: { kind: 'not-found' } }]);
    const [refusal] = played(unknown.session, [
      8,
      32,
      2,
      {},
      'wamp.error.not_authorized',
      [`no topic balance_updates_${key}`],
    ]).news;
    expect(refusal).toMatchObject({ kind: 'failed', error: { kind: 'refused' } });
    expect(refusal?.kind === 'failed' && refusal.error.detail).toBe(
      'wamp.error.not_authorized: no topic balance_updates_…',
    );
  });

  it('answers the goodbye of the router, and tells whether it left in peace', () => {
    const peace = played(opened(), [6, {}, 'wamp.close.system_shutdown']);
    expect(JSON.parse(peace.send[0] ?? '')).toEqual([6, {}, 'wamp.close.goodbye_and_out']);
    expect(peace.news).toEqual([{ kind: 'closed', error: undefined }]);
    const trouble = played(opened(), [6, {}, 'wamp.error.goodbye']);
    expect(trouble.news).toMatchObject([{ error: { kind: 'provider-failed' } }]);
  });

  it('says goodbye once and is closed by the answer to it', () => {
    const leaving = leave(opened());
    expect(JSON.parse(leaving.send[0] ?? '')[0]).toBe(6);
    expect(leave(leaving.session).send).toEqual([]);
    const left = played(leaving.session, [36, 1, 1, {}], [6, {}, 'wamp.close.goodbye_and_out']);
    expect(left).toMatchObject({ session: { phase: 'closed' }, send: [], news: [{ kind: 'closed' }] });
    expect(played(left.session, [2, 7, {}]).news).toEqual([]);
  });

  it('breaks off where the protocol is broken', () => {
    for (const frame of ['<html>', '{}', '[99]', '[]', '[2,7,{}]', '[4,"wampcra",{"challenge":"x"}]']) {
      const { session, send, news } = receive(opened(), frame);
      expect(session.phase).toBe('closed');
      expect(JSON.parse(send[0] ?? '')).toEqual([3, {}, 'wamp.error.protocol_violation']);
      expect(news).toMatchObject([{ kind: 'closed', error: { kind: 'unreadable-reply' } }]);
    }
  });

  it('is no place for a call before it is open', () => {
    expect(() => call(join(LOGIN).session, 'f', [])).toThrow('not open');
  });
});

it('takes any frame at all without an exception', () => {
  const code = fc.constantFrom(1, 2, 3, 4, 5, 6, 8, 16, 32, 33, 34, 35, 36, 48, 50, 64, -1, 'x', null);
  const frame = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .tuple(code, fc.array(fc.oneof(fc.jsonValue(), fc.nat({ max: 3 }))))
      .map((parts) => JSON.stringify(parts.flat(1))),
  );
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 8 }), (frames) => {
      let { session } = subscribe(call(opened(), 'f', []).session, 't');
      for (const each of frames) session = receive(session, each).session;
    }),
  );
});
