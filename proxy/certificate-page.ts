/** What the page about the certificate says of this house. */
export interface CertificatePageFacts {
  readonly computer: string;
  /** SHA-256 of the certificate, `AB:CD:…`. */
  readonly fingerprint: string;
  /** Where Davylamp is, once the certificate is trusted. */
  readonly origin: string;
}

export const CERTIFICATE_PATH = '/davylamp-ca.crt';

/** The one page that is served by plain HTTP: how to trust the owner's own certificate authority. No script, no cookie. */
export function certificatePage({ computer, fingerprint, origin }: CertificatePageFacts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Davylamp: let this device in</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Let this device in</h1>
<p>Davylamp runs on the computer <strong>${escaped(computer)}</strong> in your home. So that this device can talk to it
in secret, it has to trust that computer’s certificate. It is needed once.</p>
<p><a class="button" href="${CERTIFICATE_PATH}" download>Download the certificate</a></p>
<p class="quiet">It can vouch for devices in home networks only, never for a site on the internet.</p>

<h2>Compare before you trust it</h2>
<p>The same numbers (SHA-256) stand in Davylamp on the computer, under Settings → Phone and other devices, and your
device shows them with the certificate:</p>
<p class="fingerprint">${grouped(fingerprint)}</p>

<h2>Then install it</h2>
<details>
<summary>Android</summary>
<ol>
<li>Download it with the button above.</li>
<li>Open the phone’s Settings, search for <strong>CA certificate</strong>, and choose it (on most phones: Security and
privacy → More security settings → Install from phone storage → CA certificate).</li>
<li>Say “Install anyway”, and choose <strong>davylamp-ca.crt</strong> under Downloads.</li>
</ol>
<p class="quiet">Firefox needs one more step: Settings → About Firefox → tap its logo five times, then Secret settings → Use
third party CA certificates.</p>
</details>
<details>
<summary>iPhone and iPad</summary>
<ol>
<li>Open this page in Safari and download it with the button above. Allow it to load a configuration profile.</li>
<li>Open Settings → <strong>Profile Downloaded</strong>, and install it.</li>
<li>Open Settings → General → About → <strong>Certificate Trust Settings</strong>, and switch on “Davylamp on
${escaped(computer)}”. Without this step nothing changes.</li>
</ol>
</details>
<details>
<summary>Windows</summary>
<ol>
<li>Download it with the button above and open the file.</li>
<li>Choose Install Certificate → Current User → Place all certificates in the following store →
<strong>Trusted Root Certification Authorities</strong>.</li>
<li>Close the browser and open it again.</li>
</ol>
</details>
<details>
<summary>Mac</summary>
<ol>
<li>Download it with the button above and open the file: Keychain Access takes it.</li>
<li>Double-click “Davylamp on ${escaped(computer)}”, open Trust, and choose <strong>Always Trust</strong> for SSL.</li>
</ol>
</details>
<details>
<summary>Linux, and Firefox on any computer</summary>
<ol>
<li>Download it with the button above.</li>
<li>Chrome: Settings → Privacy and security → Security → Manage certificates → Local certificates → Installed by you →
Import, as a trusted certificate.</li>
<li>Firefox: Settings → Privacy &amp; Security → View Certificates → Authorities → Import, and trust it to identify
websites.</li>
</ol>
</details>

<h2>Then open Davylamp</h2>
<p>On the computer, choose Settings → Phone and other devices, and scan the second code it shows. If this device is
paired already: <a href="${escaped(origin)}">${escaped(origin)}</a></p>
<p class="quiet">If the browser warns there, the certificate is not trusted yet: go back and do all steps. Do not go on past
the warning; such a page cannot be installed.</p>
<p class="quiet">To take it back, remove “Davylamp on ${escaped(computer)}” in the same place of this device’s settings.</p>
</main>
</body>
</html>
`;
}

/** Eight numbers a line. */
function grouped(fingerprint: string): string {
  return (fingerprint.match(/.{1,24}/g) ?? []).map((line) => line.replace(/:$/, '')).join('<br>');
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `
:root { --page: #f5f3ee; --text: #1f242b; --quiet: #59616c; --line: #cfc9bd; --lamp: #8a4b00; --on-lamp: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --page: #16191e; --text: #e9e6df; --quiet: #a3abb6; --line: #3a414b; --lamp: #ffb454; --on-lamp: #1b1300; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.55 system-ui, sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.15rem; }
a { color: var(--lamp); overflow-wrap: anywhere; }
.button { display: inline-block; padding: 0.75rem 1.25rem; border-radius: 0.5rem; background: var(--lamp); color: var(--on-lamp);
  font-weight: 600; text-decoration: none; }
.quiet { color: var(--quiet); font-size: 0.9rem; }
.fingerprint { font: 600 0.95rem/1.7 ui-monospace, monospace; letter-spacing: 0.02em; }
details { border-bottom: 1px solid var(--line); }
summary { padding: 0.75rem 0; min-height: 44px; font-weight: 600; cursor: pointer; }
ol { margin: 0; padding: 0 0 0.75rem 1.4rem; }
li { margin-bottom: 0.4rem; }
:focus-visible { outline: 3px solid var(--lamp); outline-offset: 2px; }
`;
