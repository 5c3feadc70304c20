import { isSecretSetting } from '#core/doctor/secret-settings.ts';
import type { Configuration } from '#ports/configuration.ts';
import { type Env, settingTexts } from '../env.ts';

/** The settings of an environment, without the secrets' values. */
export function configurationOf(env: Env): Configuration {
  return {
    list: () =>
      [...settingTexts(env)].map(([name, text = '']) => {
        const isSecret = isSecretSetting(name);
        return { name, isSecret, isSet: text !== '', value: isSecret ? '' : text };
      }),
  };
}
