/** The only source of randomness above core; cryptographic. */
export interface Random {
  bytes(length: number): Uint8Array;
}
