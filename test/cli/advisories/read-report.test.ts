import { describe, expect, it } from 'vitest';
import { readAdvisoryReport } from '../../../cli/advisories/read-report.ts';

const metadata = {
  vulnerabilities: { total: 0 },
  dependencies: { prod: 40, dev: 300, total: 340 },
};
const read = (json: unknown) => readAdvisoryReport(JSON.stringify(json));

describe('readAdvisoryReport', () => {
  it('counts what is shipped when nothing is known of it', () => {
    expect(read({ auditReportVersion: 2, vulnerabilities: {}, metadata })).toEqual({
      kind: 'asked',
      packages: 40,
      advised: [],
    });
  });

  it('names what is known, and through whom', () => {
    const via = [
      { source: 1, title: 'Quadratic header', url: 'https://a.test/1', range: '<2' },
      'b',
    ];
    const vulnerabilities = { a: { name: 'a', severity: 'high', via, range: '<2', nodes: [] } };
    expect(read({ auditReportVersion: 2, vulnerabilities, metadata })).toMatchObject({
      advised: [
        { name: 'a', severity: 'high', because: ['Quadratic header https://a.test/1', 'b'] },
      ],
    });
  });

  it('does not take a registry that cannot be asked for a clean one', () => {
    const message = '405 Method Not Allowed - POST https://registry.test';
    expect(read({ message, statusCode: 405, body: '' })).toEqual({
      kind: 'not_asked',
      why: message,
    });
  });

  it.each([{}, { auditReportVersion: 1 }, { auditReportVersion: 2, vulnerabilities: {} }, []])(
    'throws at what is no report: %j',
    (json) => {
      expect(() => read(json)).toThrow();
    },
  );
});
