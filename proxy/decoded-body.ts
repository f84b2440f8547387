import { promisify } from 'node:util';
import { brotliDecompress, unzip } from 'node:zlib';
import { ProxyError } from './problem.ts';

/** `unzip` tells gzip and zlib apart by their first bytes. */
const decoders: Readonly<
  Record<string, (body: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>>
> = {
  gzip: promisify(unzip),
  'x-gzip': promisify(unzip),
  deflate: promisify(unzip),
  br: promisify(brotliDecompress),
};

/**
 * A reply's body as the device meant it. AxeOS sends its pages compressed whether they were asked for so or not
 * (ESP-Miner http_server.c serves the `.gz` files of its flash); opened here, a small reply that unpacks to gigabytes
 * ends at the same limit as any other.
 * @param encoding the device's `Content-Encoding`
 * @throws ProxyError `too-large`, `bad-reply`
 */
export async function decodedBody(
  body: Buffer,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity' || body.length === 0) return body;
  const decode = decoders[name];
  if (!decode) throw new ProxyError('bad-reply', 'the reply is packed in a way that is not known');
  try {
    return await decode(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE')
      throw new ProxyError('too-large', `the reply is larger than ${maxBytes} bytes`, { cause });
    throw new ProxyError('bad-reply', 'the reply cannot be unpacked', { cause });
  }
}
