import type { DeviceAdapter, DeviceSnapshot, ReadOptions } from './adapter.ts';
import { refuseBlank } from './blank-reading.ts';
import { braiinsControl } from './braiins-control.ts';
import { askBraiinsGraphql, parseBraiinsGraphql } from './braiins-graphql.ts';
import { askBraiinsRest, BRAIINS_REST_LOGIN, parseBraiinsRest } from './braiins-rest.ts';
import { cgminer } from './cgminer.ts';
import { isRecord } from './raw-record.ts';
import { TokenApi, withLoginRefused } from './token-api.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/**
 * Braiins OS: REST since 25.07, GraphQL before (facts, section 6). Behind a password that nobody knows it still answers
 * cgminer's commands, which tell less.
 */
export const braiins: DeviceAdapter = {
  async read(transport, options) {
    try {
      return await readWeb(transport, options);
    } catch (error) {
      if (!(error instanceof DeviceError) || error.kind !== 'refused') throw error;
      return await readWithoutLogin(transport, options, error);
    }
  },
  control: braiinsControl,
};

async function readWeb(transport: DeviceTransport, options: ReadOptions): Promise<DeviceSnapshot> {
  const api = new TokenApi(transport, BRAIINS_REST_LOGIN, options);
  const version = await api.jsonIfKnown('/api/v1/version');
  if (!isRecord(version) || typeof version.major !== 'number') {
    const replies = await askBraiinsGraphql(transport, options);
    if (replies.system !== undefined || replies.boards !== undefined)
      return refuseBlank(parseBraiinsGraphql(replies, options.nowMs()), '/graphql');
  }
  return api.told(parseBraiinsRest(await askBraiinsRest(api), options.nowMs()), '/api/v1');
}

async function readWithoutLogin(
  transport: DeviceTransport,
  options: ReadOptions,
  refusal: DeviceError,
): Promise<DeviceSnapshot> {
  try {
    const { identity, reading } = await cgminer.read(transport, options);
    const plain = {
      identity: { ...identity, family: 'braiins' as const, algorithm: 'sha256' as const },
      reading,
    };
    return withLoginRefused(plain);
  } catch (error) {
    if (error instanceof DeviceError) throw refusal;
    throw error;
  }
}
