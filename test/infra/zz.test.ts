import { test } from 'vitest'
import { Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { laidOut } from './laid-out.ts'
import { readFileSync, readdirSync } from 'node:fs'
test('t', () => {
  let t = performance.now()
  const l = laidOut()
  console.log('synth', performance.now() - t)
  t = performance.now()
  try { const m = laidOut((app) => Validations.of(app).addPlugins(new AwsSolutionsChecks(app)))
  console.log('nag', performance.now() - t, m.assembly.directory, readdirSync(m.assembly.directory))
  const r = JSON.parse(readFileSync(m.assembly.directory + '/policy-validation-report.json', 'utf8'))
  console.log(JSON.stringify(r).slice(0, 3000))
  for (const p of r.pluginReports) for (const v of p.violations) console.log(v.ruleName, v.violatingConstructs?.map((c: any) => c.constructPath).join(' | ').slice(0, 300))
  } catch (e) { console.log(String(e).slice(0, 3000)) }
})
