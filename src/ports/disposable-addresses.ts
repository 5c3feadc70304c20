/** Mail addresses that are thrown away after use, so that nobody is behind them when an invoice is due. */
export interface DisposableAddresses {
  /** False also where such addresses are accepted. */
  isDisposable(email: string): Promise<boolean>;
}
