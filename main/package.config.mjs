// What goes into the package that a user installs, and how Electron is hardened in it (electron-builder reads this).
// `npm run package` builds for the platform it runs on; it needs the Electron runtime.

import { fileURLToPath } from 'node:url';

/** Image files that the system may open with Burnish. */
const fileAssociations = [
  { ext: 'iso', name: 'ISO 9660 disc image', mimeType: 'application/x-cd-image' },
  { ext: 'img', name: 'Raw disc image', mimeType: 'application/x-raw-disk-image' },
  { ext: 'udf', name: 'UDF disc image', mimeType: 'application/x-udf-image' },
  { ext: 'bin', name: 'Raw CD image', mimeType: 'application/x-cd-image-raw' },
  { ext: 'cue', name: 'Cue sheet', mimeType: 'application/x-cue' },
  { ext: 'nrg', name: 'Nero disc image', mimeType: 'application/x-nrg' },
  { ext: 'mdf', name: 'Media descriptor image', mimeType: 'application/x-mdf' },
  // "Open with" offers Burnish; it takes nothing from the program that opens these files now.
].map((association) => ({ ...association, role: 'Viewer', rank: 'Alternate' }));

/** The rights to optical drives, where packages put such rules. */
const udevRule = fileURLToPath(new URL('../assets/udev/70-burnish.rules', import.meta.url));
const withUdevRule = { fpm: [`${udevRule}=/usr/lib/udev/rules.d/70-burnish.rules`] };

export default {
  appId: 'io.github.burnish',
  productName: 'Burnish',
  directories: { output: 'out/package' },
  files: [
    'package.json',
    'LICENSE',
    'assets/icon/*.png',
    'out/app/**/*.{js,json}',
    'out/assets/**/*.json',
    'out/main/**/*.{js,cjs}',
    '!out/main/preload',
    'out/native/**/*.js',
    'out/page',
    'native/build/Release/burnish.node',
    'native/prebuilds',
    '!**/*.map',
    '!**/*.d.ts',
  ],
  asar: true,
  // The system loads a library only from a file of its own.
  asarUnpack: ['**/*.node'],
  // The addon speaks Node-API: the one that `npm ci` built fits every runtime.
  npmRebuild: false,
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  fileAssociations,
  linux: {
    target: ['AppImage', 'deb'],
    category: 'AudioVideo;DiscBurning',
    icon: 'assets/icon/burnish.png',
    executableName: 'burnish-window',
    synopsis: 'Burns discs and knows that they are good',
    // An AppImage installs nothing: there the doctor says how the rule is installed by hand.
    extraResources: [{ from: 'assets/udev', to: 'udev' }],
  },
  deb: withUdevRule,
  rpm: withUdevRule,
  mac: { target: ['dmg'], category: 'public.app-category.utilities', icon: 'assets/icon/burnish.png' },
  win: { target: ['nsis'], icon: 'assets/icon/burnish.png' },
  publish: null,
};
