import { amountOf, type Fields, fieldsOf, textOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { SourceReply, SourceRequest } from '../source.ts';
import { toldFailure } from './told-failure.ts';

export interface LuxorAsk {
  /** `BTC`, `LTC_DOGE`, `SC`, `ZEC`, `ZEN`. */
  readonly currency: string;
  /** Of lists, from 1. */
  readonly page?: number | undefined;
  /** Of the summary: the first one when absent. */
  readonly version?: 'v1' | 'v2' | undefined;
}

/** A question to Luxor. The key goes into a header by whoever carries it. */
export function luxorRequest(
  version: 'v1' | 'v2',
  path: string,
  query: Readonly<Record<string, string>> = {},
): SourceRequest {
  const asked = new URLSearchParams(query).toString();
  const target = `/api/${version}/${path}${asked === '' ? '' : `?${asked}`}`;
  return { provider: 'luxor', host: 'app.luxor.tech', path: target };
}

/** Fields of an answer; an error it tells in words, `{"error": …}` or `{"message": …}`, is a failure. */
export function luxorFields(reply: SourceReply): Fields {
  const told = fieldsOf(jsonOf(reply));
  const words =
    textOf(told.error) ?? textOf(fieldsOf(told.error).message) ?? textOf(told.message) ?? textOf(told.detail);
  if (words !== undefined && told.currency_type === undefined) throw toldFailure(words);
  return told;
}

/** Its efficiency is the accepted part of work, 0..1: what is told on is the refused part. */
export function refusedPart(efficiency: unknown): number | undefined {
  const accepted = amountOf(efficiency);
  return accepted === undefined || accepted > 1 ? undefined : 1 - accepted;
}
