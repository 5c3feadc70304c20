import { Secret, TOTP } from 'otpauth';
import { encode } from 'uqr';
import type { OneTimeCodes, QrCode } from '#ports/one-time-codes.ts';

/** What every authenticator app takes without being told (RFC 6238 with SHA-1, as the apps' key addresses define). */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** Steps before and after now that count: phones' clocks differ. */
const WINDOW = 1;

export function createOneTimeCodes(issuer: string): OneTimeCodes {
  return {
    newSecret: (random) => new Secret({ buffer: Uint8Array.from(random).buffer }).base32,
    enrolment(secret, account) {
      const uri = new TOTP({
        ...FORM,
        issuer,
        label: account,
        secret: Secret.fromBase32(secret),
      }).toString();
      return { uri, qr: qrOf(uri) };
    },
    step(secret, code, nowMs) {
      const token = code.replace(/\s/g, '');
      if (!/^\d{6}$/.test(token)) return undefined;
      const delta = TOTP.validate({
        ...FORM,
        token,
        secret: Secret.fromBase32(secret),
        timestamp: nowMs,
        window: WINDOW,
      });
      return delta === null ? undefined : Math.floor(nowMs / 1000 / FORM.period) + delta;
    },
  };
}

/** A unit square for each dark module: small enough, and sharp at any size. */
function qrOf(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const squares = data.flatMap((row, y) =>
    row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')),
  );
  return { size, path: squares.join('') };
}
