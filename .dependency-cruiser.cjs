/**
 * Who may import whom. One rule a room; `npm run check:rooms` holds them.
 * The table in docs/rooms.md says the same in words.
 */
const room = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed, dependencyTypesNot: [] },
})
const npm = (...names) => names.map((n) => `node_modules/${n}(/|$)`)

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^aws-lambda$' },
    },
    room(
      'domain-is-pure',
      '^shared/domain',
      ['^shared/domain', ...npm('zod')],
      'the domain knows nothing but itself',
    ),
    room('i18n', '^shared/i18n', ['^shared/(i18n|domain)', ...npm('zod')], 'texts know the domain only'),
    room(
      'ussd',
      '^shared/ussd',
      ['^shared/(ussd|i18n|domain)', ...npm('zod')],
      'the menu is pure data and a pure engine',
    ),
    room(
      'contracts',
      '^shared/contracts',
      ['^shared/(contracts|domain|i18n)', ...npm('zod')],
      'what crosses the wire',
    ),
    room(
      'actions',
      '^shared/actions',
      ['^shared/(actions|domain|ussd|i18n)', ...npm('zod')],
      'an action reads, decides and commits through its ports',
    ),
    room(
      'store',
      '^shared/store',
      [
        '^shared/(store|domain)',
        '^shared/actions/[a-z-]*ports.ts$',
        ...npm('zod', '@aws-sdk/(client-dynamodb|lib-dynamodb|util-dynamodb)'),
        '^(node:)?crypto$',
      ],
      'the only room that knows DynamoDB',
    ),
    room(
      'gateways',
      '^shared/gateways',
      [
        '^shared/(gateways|domain|i18n)',
        '^shared/actions/[a-z-]*ports.ts$',
        '^(node:)?(buffer|crypto|dns|https|net|stream)$',
        ...npm('zod', 'africastalking', 'cloudevents', 'standardwebhooks', 'axios', '@aws-sdk', 'csv-parse'),
      ],
      "the only room that knows other people's systems",
    ),
    {
      name: 'functions-stand-alone',
      severity: 'error',
      comment: 'a function never imports another function, and never what runs it',
      from: { path: '^functions/(?!kit/|settings\\.ts)' },
      to: { path: '^(local|test|web|infra)/' },
    },
    {
      name: 'one-trigger-one-file',
      severity: 'error',
      from: { path: '^functions/([a-z-]+)\\.ts$', pathNot: '^functions/(settings|triggers)\\.ts$' },
      to: {
        path: '^functions/[a-z-]+\\.ts$',
        pathNot: ['^functions/(settings|triggers)\\.ts$', '^functions/$1\\.ts$'],
      },
    },
    {
      name: 'infra-runs-nothing',
      severity: 'error',
      from: { path: '^infra' },
      to: {
        path: '^(local|test|web/src|functions/(?!(settings|triggers)\\.ts)|shared/(actions|gateways|ussd))',
      },
    },
    {
      name: 'web-knows-contracts-only',
      severity: 'error',
      from: { path: '^web/src' },
      to: { path: '^(functions|infra|local|test|shared/(actions|store|gateways))' },
    },
    {
      name: 'nobody-imports-local',
      severity: 'error',
      from: { pathNot: '^(local|test)/' },
      to: { path: '^local/' },
    },
    {
      name: 'conformance-stands-alone',
      severity: 'error',
      comment: 'the kit can be copied anywhere: it needs Node and nothing else',
      from: { path: '^conformance/' },
      to: { pathNot: '^conformance/', dependencyTypesNot: ['core'] },
    },
    { name: 'nobody-imports-test', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
    {
      name: 'sdk-stays-in-its-rooms',
      severity: 'error',
      from: { pathNot: '^(shared/(store|gateways)|functions/kit|local|test|infra)' },
      to: { path: 'node_modules/(@aws-sdk|africastalking|axios)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(web/dist|cdk\\.out)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
