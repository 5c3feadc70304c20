export interface SettingGroup {
  readonly title: string;
  /** The billing system that alone needs them; undefined for everybody's. */
  readonly system?: string;
  readonly settings: readonly SettingText[];
}

export interface SettingText {
  readonly name: string;
  readonly meaning: string;
  /** What counts where it is not set; empty where it has to be set. */
  readonly otherwise: string;
}

export function text(name: string, meaning: string, otherwise: string): SettingText {
  return { name, meaning, otherwise };
}
