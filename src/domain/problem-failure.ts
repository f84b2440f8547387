import type { DeviceErrorKind } from './device-failure.ts';
import type { ProxyProblemType } from './proxy-problem.ts';

/** What each refusal of the helper means for the device that was asked. */
export const FAILURE_OF_PROBLEM: Readonly<Record<ProxyProblemType, DeviceErrorKind>> = {
  'wrong-token': 'not-paired',
  'foreign-origin': 'not-paired',
  'unknown-host': 'not-paired',
  'owner-only': 'not-paired',
  'wrong-code': 'not-paired',
  'code-used': 'not-paired',
  'code-expired': 'not-paired',
  throttled: 'busy',
  'forbidden-target': 'forbidden-target',
  'forbidden-port': 'forbidden-target',
  'bad-request': 'unreadable-reply',
  'unknown-route': 'no-proxy',
  'not-recording': 'no-proxy',
  'key-needed': 'no-proxy',
  busy: 'busy',
  'name-unknown': 'unreachable',
  unreachable: 'unreachable',
  timeout: 'timeout',
  'too-large': 'too-large',
  'bad-reply': 'unreadable-reply',
  'bad-redirect': 'forbidden-target',
};
