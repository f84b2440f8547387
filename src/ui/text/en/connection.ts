/** What the connection doctor says to check. */
export const connection = {
  heading: 'What to check',
  toDo: 'What to do',
  offline: 'This device has no network just now. Switch its Wi-Fi on.',
  here: {
    window:
      'Is the window open in which you started it? It has to stay open. If it shows another address, open that one.',
    firewall: 'A firewall or virus scanner on this computer may hold it up: allow Node.js there.',
  },
  home: {
    running: 'Is the computer that runs Davylamp on and awake, and was it started with “npm start -- --lan”?',
    sameNetwork:
      'Is this device in the same Wi-Fi? A guest Wi-Fi, mobile data, or a VPN keeps it away from your own network.',
    address: (address: string) =>
      `Has the computer a new address? Routers give out new ones from time to time: compare ${address} with what the helper’s window says, and give the computer a fixed address in the router.`,
    firewall: (port: string) =>
      `A firewall on that computer may hold this device up: allow port ${port} for private networks.`,
    certificate:
      'This device does not trust the computer’s certificate yet, or no longer: install it, then open this page again.',
    apple:
      'iPhone, iPad and Mac ask once whether a browser may reach devices in your network: Settings → Privacy & Security → Local Network, and switch the browser on.',
  },
  far: {
    vpn: 'If you reach Davylamp through Tailscale or another VPN: is it on, on this device and on the computer?',
    proxy: 'Do the computer, Davylamp, and the program in front of it (Tailscale, Caddy) run?',
  },
  permission: {
    prompt:
      'Chrome asks whether this page may “look for and connect to any device on your local network”. Say Allow; otherwise it reaches nothing at home.',
    denied:
      'This browser was told that this page may not reach your local network. In Chrome, press the sign left of the address, open Site settings, and set Local network access to Allow; then load the page again.',
  },
  certificateLink: 'How to install it',
  letIn:
    'On the computer that runs Davylamp, open Settings → Phone and other devices, choose “Let a device in”, and scan the code with this device.',
  turnedAway:
    'If this device was in before, its owner has turned it away, or “npm start -- --new-token” has turned all away.',
} as const;
