import { SourceError } from '../../domain/source-error.ts';

/**
 * The text of a reply, as long as it is not too long.
 * @throws SourceError `too-large`; `unreadable-reply` when it breaks off
 */
export async function readLimited(reply: Response, mostBytes: number): Promise<string> {
  const reader = reply.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new SourceError('unreadable-reply', 'its answer broke off', { cause });
    });
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > mostBytes) {
      // It is not waited for: a stream that does not end might not end its cancelling either.
      void reader.cancel().catch(() => {});
      throw new SourceError('too-large', `its answer is longer than ${mostBytes} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
