// `npm run assets`: what `wrangler deploy` puts beside the Worker. wrangler.toml calls it before every deployment.
import { buildAssets } from './assets/build-assets.ts';
import { runCommand } from './output/run-command.ts';

await runCommand(async () => {
  console.log(`${await buildAssets()} files in .assets`);
  return 0;
});
