import type { CertificateAuthority, CertificateNames, ServerCertificate } from './certificate-authority.ts';
import type { LanPlace } from './lan-place.ts';

/** How often the addresses are looked at, and the calendar. */
const CHECK_EVERY_MS = 60_000;
const RENEWED_BEFORE_MS = 30 * 86_400_000;

export interface LanCertificatePorts {
  readonly authority: CertificateAuthority;
  readonly place: () => LanPlace;
  /** Further names under which the app is opened. */
  readonly allowHosts: readonly string[];
  readonly nowMs: () => number;
  /** Takes each new certificate into use. */
  readonly onRenewed: (certificate: ServerCertificate) => void;
}

/** The certificate of the door for the home network: names what the computer is called now, and never runs out. */
export class LanCertificate {
  readonly #ports: LanCertificatePorts;
  #names: CertificateNames;
  #expiresAtMs: number;
  #timer: ReturnType<typeof setInterval> | undefined;

  private constructor(ports: LanCertificatePorts, names: CertificateNames, expiresAtMs: number) {
    this.#ports = ports;
    this.#names = names;
    this.#expiresAtMs = expiresAtMs;
  }

  /** Issues the first certificate, and then another whenever one is due. */
  static async open(
    ports: LanCertificatePorts,
  ): Promise<{ readonly certificate: ServerCertificate; readonly renewal: LanCertificate }> {
    const names = namesOf(ports);
    const certificate = await ports.authority.issue(names, ports.nowMs());
    const renewal = new LanCertificate(ports, names, certificate.expiresAtMs);
    renewal.#timer = setInterval(() => void renewal.renewIfDue().catch(told), CHECK_EVERY_MS);
    renewal.#timer.unref();
    return { certificate, renewal };
  }

  /** Under which names and addresses the door is known just now. */
  get names(): readonly string[] {
    return [...this.#names.hosts, ...this.#names.addresses];
  }

  /** Issues a new certificate when the computer has moved or the old one is about to end. @returns did it? */
  async renewIfDue(): Promise<boolean> {
    const { authority, nowMs, onRenewed } = this.#ports;
    const names = namesOf(this.#ports);
    const moved = JSON.stringify(names) !== JSON.stringify(this.#names);
    if (!moved && this.#expiresAtMs - nowMs() > RENEWED_BEFORE_MS) return false;
    const certificate = await authority.issue(names, nowMs());
    this.#names = names;
    this.#expiresAtMs = certificate.expiresAtMs;
    onRenewed(certificate);
    return true;
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

function namesOf({ authority, place, allowHosts }: LanCertificatePorts): CertificateNames {
  const { computer, addresses } = place();
  const further = allowHosts.map((host) => host.toLowerCase().replace(/:\d+$/, ''));
  const hosts = [`${computer}.local`, computer, ...further].filter(authority.mayName);
  return { hosts: [...new Set(hosts)], addresses };
}

function told(error: unknown): void {
  console.error(`The certificate for the home network could not be renewed: ${String(error)}`);
}
