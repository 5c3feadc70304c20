import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { Section, Tag } from '#views/admin/section.tsx';
import type { SettingText } from '#views/admin/setting-text.ts';
import { SETTING_GROUPS } from '#views/admin/setting-texts.ts';
import { TableHead } from '#views/components/table-head.tsx';

export interface SettingValue {
  readonly isSecret: boolean;
  readonly isSet: boolean;
  /** Empty for a secret. */
  readonly value: string;
}

export interface SettingsPageProps {
  readonly frame: AdminFrame;
  readonly values: ReadonlyMap<string, SettingValue>;
  /** Name of the billing system: settings of others are left out. */
  readonly system: string;
}

/** How the service is set up, and what each setting means. Nothing can be changed here. */
export function SettingsPage({ frame, values, system }: SettingsPageProps) {
  const groups = SETTING_GROUPS.filter(
    (group) => group.system === undefined || group.system === system,
  );
  return (
    <AdminPage
      frame={frame}
      title="Settings"
      lead={
        <>
          Settings come with the deployment: variables stand in <code>wrangler.toml</code> under{' '}
          <code>[vars]</code>, secrets are set by <code>npx wrangler secret put NAME</code> and
          shown to nobody. After a change, deploy again.
        </>
      }
    >
      {groups.map(({ title, settings }) => (
        <Section id={title.toLowerCase().replaceAll(' ', '-')} title={title}>
          <table class="table stacked in-lines settings-table">
            <TableHead columns={['Setting', 'Value', 'What it is']} />
            <tbody>
              {settings.map((text) => (
                <SettingRow text={text} value={values.get(text.name)} />
              ))}
            </tbody>
          </table>
        </Section>
      ))}
    </AdminPage>
  );
}

interface SettingRowProps {
  readonly text: SettingText;
  readonly value: SettingValue | undefined;
}

function SettingRow({ text: { name, meaning, otherwise }, value }: SettingRowProps) {
  return (
    <tr>
      <th scope="row">
        <code>{name}</code>
      </th>
      <td>
        <Value value={value} otherwise={otherwise} />
      </td>
      <td>{meaning}</td>
    </tr>
  );
}

function Value({
  value,
  otherwise,
}: Pick<SettingRowProps, 'value'> & { readonly otherwise: string }) {
  if (value?.isSecret) {
    return value.isSet ? <Tag tone="good">secret, set</Tag> : <Tag>secret, not set</Tag>;
  }
  if (value?.isSet) return <code>{value.value}</code>;
  return <span class="hint">{otherwise === '' ? 'not set' : `${otherwise} (not set)`}</span>;
}
