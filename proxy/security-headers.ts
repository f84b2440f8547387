import { secureHeaders } from 'hono/secure-headers';
import type { Upstream } from '../src/domain/upstream.ts';
import { UPSTREAMS } from '../src/domain/upstreams/upstreams.ts';

/** Where a page may ask providers itself: their hosts that let any page read them (CORS), and their sockets. */
export function straightOrigins(upstreams: readonly Upstream[]): readonly string[] {
  const origins = upstreams.flatMap(({ endpoints, sockets = [] }) => [
    ...endpoints.filter(({ cors }) => cors).map(({ host }) => `https://${host}`),
    ...sockets,
  ]);
  return [...new Set(origins)].sort();
}

/**
 * Everything comes from the helper's own origin. Beside it the page may reach the providers of the table, of which it
 * asks those that its owner has switched on, and nobody else. COOP and COEP make the page cross-origin isolated, which
 * WASM threads need.
 */
export const securityHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    // Nets multiply in WebAssembly, which Chromium compiles nowhere without this; strings stay text.
    scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
    // 'self' covers the live feed too: a WebSocket to the own host and port (CSP 3, section 6.7.2.8).
    connectSrc: ["'self'", ...straightOrigins(UPSTREAMS)],
    imgSrc: ["'self'", 'data:', 'blob:'],
    // uPlot and Solid set sizes by style attributes; no style comes from anyone but us.
    styleSrc: ["'self'", "'unsafe-inline'"],
    workerSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  crossOriginEmbedderPolicy: 'require-corp',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
  permissionsPolicy: {
    camera: [],
    displayCapture: [],
    geolocation: [],
    hid: [],
    microphone: [],
    midi: [],
    payment: [],
    serial: [],
    usb: [],
  },
  referrerPolicy: 'no-referrer',
  // The helper speaks plain HTTP on this computer; over a TLS proxy of the owner's that proxy decides.
  strictTransportSecurity: false,
  xFrameOptions: 'DENY',
});
