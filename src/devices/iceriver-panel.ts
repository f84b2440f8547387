import { loginOf } from './login.ts';
import { RawRecord } from './raw-record.ts';
import type { ReadOptions } from './read-options.ts';
import { DeviceError, type DeviceHttpReply, type DeviceTransport } from './transport.ts';

/** What IceRiver ships (facts, section 10). */
const SHIPPED = { username: 'admin', password: '12345678' };

/** Most firmware shows the panel to everybody; the rest wants a login first, which it keeps in a cookie. */
export async function readPanel(transport: DeviceTransport, options: ReadOptions): Promise<unknown> {
  const session = options.session ?? {};
  const open = panelIn(await postForm(transport, '/user/userpanel', 'post=4', session.token, options));
  if (open) return open;
  const { username, password } = loginOf(options.credentials, SHIPPED);
  const login = new URLSearchParams({ post: '6', user: username, pwd: password }).toString();
  const reply = await postForm(transport, '/user/loginpost', login, undefined, options);
  session.token = reply.headers['set-cookie'];
  const panel = panelIn(await postForm(transport, '/user/userpanel', 'post=4', session.token, options));
  if (panel) return panel;
  throw new DeviceError('refused', 'userpanel: the device shows nothing, though it was logged in to');
}

/** Posts a form as the panel's own page does. @throws DeviceError */
export function postForm(
  transport: DeviceTransport,
  path: string,
  body: string,
  cookie: string | undefined,
  { signal }: ReadOptions,
): Promise<DeviceHttpReply> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(cookie === undefined ? {} : { cookie }),
  };
  return transport.http({ method: 'POST', path, headers, body, ...(signal ? { signal } : {}) });
}

/** `{error, data, message}`; without a login `data` is empty text, or the whole is a page. */
function panelIn(reply: DeviceHttpReply): unknown {
  if (reply.status >= 400 && reply.status !== 401 && reply.status !== 403)
    throw new DeviceError('unreadable-reply', `userpanel: the device answers ${reply.status}`);
  try {
    const panel: unknown = JSON.parse(reply.text);
    return new RawRecord(panel, []).record('data').names().length > 0 ? panel : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
