import type { DeviceAddress } from '../domain/miner.ts';

export const WEB_PORT = 80;
/** The cgminer API. */
export const API_PORT = 4028;
/** WhatsMiner API v3. */
export const FRAMED_PORT = 4433;
/** TP-Link's plugs. */
export const VEILED_PORT = 9999;

/**
 * One of the doors of a device. An owner types one address; whoever knows only the usual port of one door is found
 * behind the others as well. Any other port stands for itself.
 */
export function doorOf(address: DeviceAddress, port: number): DeviceAddress {
  const usual = [WEB_PORT, API_PORT, FRAMED_PORT].includes(address.port);
  return { ...address, port: usual ? port : address.port };
}
