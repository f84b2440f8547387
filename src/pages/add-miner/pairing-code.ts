/** Takes the code out of what the owner pasted: the bare code, or the whole link that `npm start` prints. */
export function pairingCode(pasted: string): string | undefined {
  const text = pasted.trim();
  const code = /#pair=([^&\s]+)$/.exec(text)?.[1] ?? text;
  return /^[\w-]{16,128}$/.test(code) ? code : undefined;
}
