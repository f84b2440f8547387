/** Does this host name of an address lead to the very computer that it is typed on? IPv6 with or without brackets. */
export function isThisComputer(hostname: string): boolean {
  return hostname === 'localhost' || /^\[?::1]?$/.test(hostname) || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
