// The tests in a real browser: `npm run test:browser`. Apart from the others, which need no Chromium and have less time.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'browser',
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 90_000,
    // Each file starts workerd and Chromium; two at once is what two cores bear.
    maxWorkers: 2,
  },
});
