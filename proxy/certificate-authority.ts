// tsyringe, inside of @peculiar/x509, does not load without it.
import 'reflect-metadata';
import { createPrivateKey, KeyObject, X509Certificate as NodeCertificate, webcrypto } from 'node:crypto';
import { join } from 'node:path';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { homeNameConstraints } from './name-constraints.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';

const DAY_MS = 86_400_000;
/** A phone is asked to trust it once; it outlives the phone. */
const AUTHORITY_DAYS = 10 * 365;
/** Below the 398 days after which Apple and Chrome trust no certificate of a server. */
const LEAF_DAYS = 365;
/** Clocks of phones and computers differ. */
const EARLIER_MS = DAY_MS;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const KEY_USES: KeyUsage[] = ['sign', 'verify'];
/** `id-ce-nameConstraints` */
const NAME_CONSTRAINTS = '2.5.29.30';
/** Ends of names that only a home network resolves (RFC 6762, RFC 8375, and what routers make up). */
const HOME_DOMAINS = ['local', 'lan', 'home', 'home.arpa', 'internal', 'localhost', 'fritz.box'];

type KeyUsage = webcrypto.KeyUsage;

/** A certificate of a server with its key, as Node's TLS takes them (PEM). */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
  readonly expiresAtMs: number;
}

/** The owner's own certificate authority: a phone that trusts it takes Davylamp's pages for secure. */
export interface CertificateAuthority {
  /** DER. */
  readonly certificate: Uint8Array;
  /** SHA-256 of it, `AB:CD:…`, to compare with what a phone shows. */
  readonly fingerprint: string;
  readonly expiresAtMs: number;
  /** May it vouch for this name? (A computer may have been renamed since.) */
  mayName(name: string): boolean;
  /** A new certificate with a new key; the names are host names and IP addresses. */
  issue(names: CertificateNames, nowMs: number): Promise<ServerCertificate>;
}

export interface CertificateNames {
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
}

/**
 * Reads the authority that is kept in a folder, or makes one there: `ca.key` and `ca.crt`, for the owner's eyes only.
 * One that is about to end is replaced, and phones then have to trust the new one.
 * @throws Error with one sentence where the files are damaged
 */
export async function openAuthority(
  folder: string,
  computer: string,
  nowMs: number,
): Promise<CertificateAuthority> {
  const kept = await keptAuthority(folder);
  if (kept && kept.certificate.notAfter.getTime() - nowMs > 30 * DAY_MS) return authority(kept);
  const made = await newAuthority(computer, nowMs);
  writePrivateFile(keyFile(folder), pem(made.key));
  writePrivateFile(certificateFile(folder), `${made.certificate.toString('pem')}\n`);
  return authority(made);
}

interface Parts {
  readonly certificate: X509Certificate;
  readonly key: webcrypto.CryptoKey;
}

const keyFile = (folder: string) => join(folder, 'ca.key');
const certificateFile = (folder: string) => join(folder, 'ca.crt');

async function keptAuthority(folder: string): Promise<Parts | undefined> {
  const [keyPem, certificatePem] = [
    readPrivateFile(keyFile(folder)),
    readPrivateFile(certificateFile(folder)),
  ];
  if (keyPem === undefined || certificatePem === undefined) return undefined;
  try {
    const key = createPrivateKey(keyPem);
    if (!new NodeCertificate(certificatePem).checkPrivateKey(key))
      throw new Error('they do not belong together');
    const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
    return {
      certificate: new X509Certificate(certificatePem),
      key: await webcrypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, true, ['sign']),
    };
  } catch (cause) {
    throw new Error(
      `The certificate authority in ${folder} (ca.key, ca.crt) cannot be read. Delete both files for a new one; phones then have to trust that one.`,
      { cause },
    );
  }
}

async function newAuthority(computer: string, nowMs: number): Promise<Parts> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, KEY_USES);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ O: ['Davylamp'] }, { CN: [`Davylamp on ${computer}`] }],
    notBefore: new Date(nowMs - EARLIER_MS),
    notAfter: new Date(nowMs + AUTHORITY_DAYS * DAY_MS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      // It signs servers, and no further authorities.
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth], false),
      new Extension(NAME_CONSTRAINTS, true, homeNameConstraints([...HOME_DOMAINS, computer.toLowerCase()])),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, key: keys.privateKey };
}

function authority({ certificate, key }: Parts): CertificateAuthority {
  const named = /CN=Davylamp on ([^,]+)/.exec(certificate.subject)?.[1]?.toLowerCase();
  const domains = named === undefined ? HOME_DOMAINS : [...HOME_DOMAINS, named];
  const expiresAtMs = certificate.notAfter.getTime();
  return {
    certificate: new Uint8Array(certificate.rawData),
    fingerprint: new NodeCertificate(Buffer.from(certificate.rawData)).fingerprint256,
    expiresAtMs,
    mayName: (name) => domains.some((domain) => name === domain || name.endsWith(`.${domain}`)),
    async issue({ hosts, addresses }, nowMs) {
      const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, KEY_USES);
      const endsAtMs = Math.min(nowMs + LEAF_DAYS * DAY_MS, expiresAtMs);
      const leaf = await X509CertificateGenerator.create({
        // With a blank in it: OpenSSL would hold what looks like a host name here against the name constraints, too.
        subject: [{ O: ['Davylamp'] }, { CN: ['Davylamp server'] }],
        issuer: certificate.subject,
        notBefore: new Date(nowMs - EARLIER_MS),
        notAfter: new Date(endsAtMs),
        publicKey: keys.publicKey,
        signingKey: key,
        signingAlgorithm: ALGORITHM,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
          new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth], false),
          new SubjectAlternativeNameExtension([
            ...hosts.map((value) => ({ type: 'dns' as const, value })),
            ...addresses.map((value) => ({ type: 'ip' as const, value })),
          ]),
          await SubjectKeyIdentifierExtension.create(keys.publicKey),
          await AuthorityKeyIdentifierExtension.create(certificate, false),
        ],
      });
      return { cert: leaf.toString('pem'), key: pem(keys.privateKey), expiresAtMs: endsAtMs };
    },
  };
}

function pem(key: webcrypto.CryptoKey): string {
  return KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString();
}
