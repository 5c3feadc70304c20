/** Time-based one-time codes (RFC 6238): six digits, half a minute each. */
export interface OneTimeCodes {
  /** Base 32, as people type it where they cannot scan. */
  newSecret(random: Uint8Array): string;
  /** What an authenticator app is given: the address, and the same as a QR code. */
  enrolment(secret: string, account: string): OneTimeEnrolment;
  /** The step of the code if it is the one of `nowMs` or of a step beside it; undefined if it is wrong. */
  step(secret: string, code: string, nowMs: number): number | undefined;
}

export interface OneTimeEnrolment {
  /** `otpauth://…` */
  readonly uri: string;
  readonly qr: QrCode;
}

/** A square of `size` modules; `path` is SVG path data that fills the dark ones. */
export interface QrCode {
  readonly size: number;
  readonly path: string;
}
