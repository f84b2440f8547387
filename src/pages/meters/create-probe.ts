import { type Accessor, createSignal } from 'solid-js';
import type { DeviceCredentials } from '../../domain/credentials.ts';
import { parseDeviceAddress } from '../../domain/device-address.ts';
import type { MeterKind, MeterPart } from '../../domain/meter.ts';
import { type DeviceAddress, formatAddress } from '../../domain/miner.ts';
import { rolesOf } from '../../domain/wall-meter.ts';
import { meters as text } from '../../ui/text/en/meters.ts';
import type { MeterQuestion, ProbedMeter } from '../../workers/meter-api.ts';
import { useFleet } from '../fleet-context.ts';
import { meterFailureWords } from './meter-words.ts';
import { typedLogin } from './typed-login.ts';

export type ChosenKind = MeterKind | 'any';

/** Where a plug or sensor is and how to log in to it, while that is being typed, and what it answered. */
export interface Probe {
  readonly address: Accessor<string>;
  readonly setAddress: (address: string) => void;
  readonly addressProblem: Accessor<string | undefined>;
  /** The host that a login goes to, once it can be told. */
  readonly host: Accessor<string | undefined>;
  readonly kind: Accessor<ChosenKind>;
  readonly setKind: (kind: ChosenKind) => void;
  readonly username: Accessor<string>;
  readonly setUsername: (name: string) => void;
  /** Password, or Home Assistant's token. */
  readonly password: Accessor<string>;
  readonly setPassword: (password: string) => void;
  readonly entity: Accessor<string>;
  readonly setEntity: (entity: string) => void;
  readonly wantsLogin: Accessor<boolean>;
  readonly access: Accessor<DeviceCredentials | undefined>;
  readonly busy: Accessor<boolean>;
  readonly failure: Accessor<string | undefined>;
  readonly found: Accessor<ProbedMeter | undefined>;
  /** What of it can be used. */
  readonly parts: Accessor<readonly MeterPart[]>;
  /** Reads it once. */
  readonly read: () => Promise<void>;
}

const HOME_ASSISTANT_PORT = 8123;
/** What does not say by itself that it wants one. */
const WITH_LOGIN: readonly ChosenKind[] = ['home-assistant', 'esphome', 'kasa-smart'];

/** Asks what is at an address, and again as more is typed. */
export function createProbe(): Probe {
  const { collector, nowMs } = useFleet();
  const [address, setAddress] = createSignal('');
  const [kind, setKind] = createSignal<ChosenKind>('any');
  const [username, setUsername] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [entity, setEntity] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  const [found, setFound] = createSignal<ProbedMeter>();
  const parsed = () => addressOf(address(), kind());
  const access = () => typedLogin(username(), password());
  /** What was read belongs to what was typed then: neither is added, nor a login sent, for another address. */
  const anew =
    <T>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setFound(undefined);
      setFailure(undefined);
    };
  const question = (to: DeviceAddress): MeterQuestion => {
    const chosen = kind();
    // A login that is asked for by what was found goes to that kind of device alone.
    const named = chosen === 'any' ? (access() ? found()?.identity.kind : undefined) : chosen;
    const partId = entity().trim() || undefined;
    return { address: to, kind: named, access: named ? access() : undefined, partId };
  };
  const read = async () => {
    setTried(true);
    const to = parsed();
    if (!to || busy()) return;
    if (kind() === 'home-assistant' && !access()) return void setFailure(text.form.tokenNeeded);
    setBusy(true);
    setFailure(undefined);
    try {
      setFound(await collector.probeMeter(question(to)));
    } catch (error) {
      console.error('the meter was not read', error);
      if (found()?.identity.locked !== true) setFound(undefined);
      setFailure(meterFailureWords(error, nowMs()));
    } finally {
      setBusy(false);
    }
  };
  return {
    address,
    setAddress: anew(setAddress),
    addressProblem: () => (tried() && !parsed() ? text.form.addressBad : undefined),
    host: () => hostOf(parsed()),
    kind,
    setKind: anew((to: ChosenKind) => {
      setKind(to);
      // A token that was typed for one device is not for another.
      setPassword('');
    }),
    username,
    setUsername,
    password,
    setPassword,
    entity,
    setEntity: anew(setEntity),
    wantsLogin: () => WITH_LOGIN.includes(kind()) || found()?.identity.locked === true,
    access,
    busy,
    failure,
    found,
    parts: () => (found()?.parts ?? []).filter(({ offers }) => rolesOf(offers).length > 0),
    read,
  };
}

function addressOf(typed: string, kind: ChosenKind): DeviceAddress | undefined {
  const read = parseDeviceAddress(
    typed,
    kind === 'home-assistant' ? { defaultPort: HOME_ASSISTANT_PORT } : {},
  );
  return 'problem' in read ? undefined : read;
}

function hostOf(address: DeviceAddress | undefined): string | undefined {
  return address && formatAddress(address);
}
