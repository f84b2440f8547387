import type { ChannelKind, ChannelSettings } from '../../src/domain/channel.ts';
import type { AlarmMessage } from '../../src/domain/notification.ts';
import type { Channel, ChannelPorts, Delivered } from './channel.ts';
import { discord } from './discord.ts';
import { email } from './email.ts';
import { homeAssistant } from './home-assistant.ts';
import { ntfy } from './ntfy.ts';
import { telegram } from './telegram.ts';
import { webPush } from './web-push.ts';
import { webhook } from './webhook.ts';

const CHANNELS: { readonly [Kind in ChannelKind]: Channel<Kind> } = {
  'web-push': webPush,
  ntfy,
  telegram,
  discord,
  email,
  webhook,
  'home-assistant': homeAssistant,
};

/** What kinds of channels differ in, for whoever decides what to send. */
export function traitsOf(
  kind: ChannelKind,
): Pick<Channel<ChannelKind>, 'repeatReplaces' | 'tellsAcknowledged'> {
  return CHANNELS[kind];
}

/** Sends one message. @throws DeliveryFailed */
export function deliver(
  message: AlarmMessage,
  settings: ChannelSettings,
  ports: ChannelPorts,
  signal: AbortSignal,
): Promise<Delivered> {
  switch (settings.kind) {
    case 'web-push':
      return webPush.deliver(message, settings, ports, signal);
    case 'ntfy':
      return ntfy.deliver(message, settings, ports, signal);
    case 'telegram':
      return telegram.deliver(message, settings, ports, signal);
    case 'discord':
      return discord.deliver(message, settings, ports, signal);
    case 'email':
      return email.deliver(message, settings, ports, signal);
    case 'webhook':
      return webhook.deliver(message, settings, ports, signal);
    case 'home-assistant':
      return homeAssistant.deliver(message, settings, ports, signal);
  }
}
