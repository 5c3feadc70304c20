#!/usr/bin/env node
// What `npx postmeter` starts in a clone of the project: the command, by the door that installs what is missing.
process.argv.splice(2, 0, 'postmeter');
await import('./bootstrap.mjs');
