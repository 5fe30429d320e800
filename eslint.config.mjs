// Type-aware rules: strict, no escapes from the checker, no promise left unawaited.
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'out/',
      'node_modules/',
      'native/build/',
      'native/*.mjs',
      'tests/**/*.mjs',
      '**/*.config.mjs',
      'main/*.mjs',
      '.dependency-cruiser.mjs',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-undef': 'off', // the type checker knows better
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // A default of a port names what it leaves unused, as the compiler wants it.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // An async function that satisfies an asynchronous port without waiting is no fault.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
    },
  },
  {
    files: ['main/**/*.ts'],
    ignores: ['main/ipc.ts', 'main/index.ts', 'main/electron-port.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "[name='ipcMain']", message: 'Only main/ipc.ts hears the page: it checks the sender.' },
      ],
    },
  },
  { files: ['renderer/**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    // It tells that the React compiler would leave out a component; there is no such compiler here.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
);
