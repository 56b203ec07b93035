/** What operators read, held to what stands: headings to alarms, the first officer's entry to the domain. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { runbookOf } from '../../../infra/parts/alarm.ts'
import { projectRoot } from '../../../infra/parts/bundling.ts'
import { stageNames } from '../../../infra/stages.ts'
import { officer } from '../../../shared/domain/officer.ts'
import { officerKey } from '../../../shared/store/keys.ts'
import { type LaidOut, ofType } from '../laid-out.ts'

const runbook = readFileSync(`${projectRoot}docs/runbook.md`, 'utf8')
const deploy = readFileSync(`${projectRoot}docs/deploy.md`, 'utf8')
export function docsPromises(laid: LaidOut): void {
  const alarms = new Map(
    stageNames.flatMap((stage) =>
      ofType(laid.template(stage, 'service'), 'AWS::CloudWatch::Alarm').map(
        ([, { Properties }]) =>
          [
            String(Properties.AlarmName).replace(`jigikan-${stage}-`, ''),
            String(Properties.AlarmDescription),
          ] as const,
      ),
    ),
  )
  const headings = [...runbook.matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading)

  describe('the runbook', () => {
    test('has a heading for every alarm, and no heading is without an alarm', () => {
      expect(headings.toSorted()).toEqual([...alarms.keys()].toSorted())
    })

    test.each([...alarms])(
      '%s: its mail says who is hurt and where to read on, and there the same is said first',
      (slug, told) => {
        expect(told).toMatch(
          new RegExp(`^[A-Z].{20,}\\. What to do: ${runbookOf(slug).replaceAll('.', '\\.')}$`),
        )
        const [, below = ''] = runbook.split(`### ${slug}\n`)
        expect(below.trimStart()).toMatch(/^\*\*Hurt:\*\* [a-z]/)
      },
    )
  })

  describe('the way to a first session', () => {
    test('the first administrator, as written there, is an officer under the key where officers are sought', () => {
      const written = /```json\n(?<item>[\s\S]+?)```/.exec(deploy)?.groups?.item ?? ''
      const plain = (value: Record<string, unknown>): unknown => {
        const [[type, inner] = ['', undefined]] = Object.entries(value)
        if (type === 'L') return (inner as Record<string, unknown>[]).map(plain)
        return type === 'N' ? Number(inner) : inner
      }
      const item = Object.fromEntries(
        Object.entries(JSON.parse(written) as Record<string, Record<string, unknown>>).map(
          ([name, value]) => [name, plain(value)],
        ),
      )
      const who = officer.parse(item)
      expect(who).toMatchObject({ role: 'admin', active: true })
      expect(item).toMatchObject({ ...officerKey(who.officerId), kind: 'officer', v: 1 })
    })

    test('every address to register at the gateway is a route, and every callback route is to be registered', () => {
      const written = [...deploy.matchAll(/`<address>(\/callbacks\/<token>\/[a-z-]+)`/g)].map(
        ([, path]) => path,
      )
      const routes = ofType(laid.template('live', 'service'), 'AWS::ApiGatewayV2::Route')
        .map(([, { Properties }]) => String(Properties.RouteKey))
        .filter((key) => key.includes('/callbacks/'))
      expect(written.toSorted()).toEqual(
        routes.map((key) => key.replace('POST ', '').replace('{token}', '<token>')).toSorted(),
      )
    })
  })
}
