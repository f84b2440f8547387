/** How its owner logs in to a device. Never leaves for any other place than that device. */
export interface DeviceCredentials {
  readonly username?: string | undefined;
  readonly password: string;
}
