/** Who may sign in, and how. */
import { describe, expect, test } from 'vitest'
import { groups } from '../../../infra/capabilities/officers.ts'
import { roles } from '../../../shared/domain/officer.ts'
import { ofType } from '../laid-out.ts'
import { only } from '../policies.ts'
import type { Live } from './live.ts'

export function officerPromises({ live }: Live): void {
  describe('officers', () => {
    const pool = only(live('data'), 'AWS::Cognito::UserPool').Properties

    test('are invited, never sign themselves up, and need a second factor that is not an SMS', () => {
      expect(pool.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true)
      expect(pool.MfaConfiguration).toBe('ON')
      expect(pool.EnabledMfas).toEqual(['SOFTWARE_TOKEN_MFA'])
    })

    test('have one group for each role that the domain knows', () => {
      expect(Object.keys(groups).toSorted()).toEqual([...roles].toSorted())
      const made = ofType(live('data'), 'AWS::Cognito::UserPoolGroup').map(
        ([, { Properties }]) => Properties.GroupName,
      )
      expect(made.toSorted()).toEqual([...roles].toSorted())
    })

    test('sign in by code with PKCE: the console holds no secret, and is sent back nowhere else', () => {
      const client = only(live('web'), 'AWS::Cognito::UserPoolClient').Properties
      expect(client).toMatchObject({
        GenerateSecret: false,
        AllowedOAuthFlows: ['code'],
        PreventUserExistenceErrors: 'ENABLED',
      })
      expect(client.CallbackURLs).toEqual(['https://plaintes.jigikan.example/signed-in'])
    })
  })
}
