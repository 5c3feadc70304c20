import { Fact, Facts, Section } from '#views/admin/section.tsx';
import type { RunPageProps } from '#views/pages/run-page.tsx';

export type RunFactsProps = Pick<
  RunPageProps,
  'id' | 'trigger' | 'requestedBy' | 'numbers' | 'manifest' | 'bookmark'
>;

/** What a run is known by, should anybody ask later. */
export function RunFacts({ id, trigger, requestedBy, numbers, manifest, bookmark }: RunFactsProps) {
  return (
    <Section id="record" title="For the record">
      <Facts>
        <Fact name="Run">
          <code>{id}</code>
        </Fact>
        <Fact name="Started by">
          {trigger}, <bdi>{requestedBy}</bdi>
        </Fact>
        <Fact name="Numbers">{numbers}</Fact>
        <Fact name="Manifest">
          {manifest === '' ? 'When the plan is complete' : <code class="hash">{manifest}</code>}
        </Fact>
        <Fact name="Restore point">
          {bookmark === '' ? 'None recorded' : <code class="hash">{bookmark}</code>}
        </Fact>
      </Facts>
    </Section>
  );
}
