import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { missingFrom } from './lock.mjs'

test('package-lock.json has the packages for every platform: npm ci refuses it otherwise (npm run lock mends it)', () => {
  expect(missingFrom(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages)).toEqual([])
})

test('what is missing is named with the platform it is for', () => {
  const packages = {
    '': {},
    'node_modules/a': {
      optionalDependencies: { '@a/linux-arm64-musl': '1.0.0', '@a/darwin-x64': '1.0.0', b: '2.0.0' },
    },
    'node_modules/@a/darwin-x64': { version: '1.0.0' },
    'node_modules/a/node_modules/b': {
      version: '2.0.0',
      dev: true,
      optionalDependencies: { '@b/win32-ia32-msvc': '2.0.0' },
    },
  }
  expect(missingFrom(packages)).toEqual([
    [
      'node_modules/@a/linux-arm64-musl',
      { version: '1.0.0', cpu: ['arm64'], libc: ['musl'], os: ['linux'], optional: true },
    ],
    ['node_modules/@b/win32-ia32-msvc', { version: '2.0.0', cpu: ['ia32'], os: ['win32'], dev: true, optional: true }],
  ])
})
