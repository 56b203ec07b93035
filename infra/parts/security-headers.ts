/** What browsers are told with every answer: nothing but our own code runs in our pages, and nobody frames them. */
import { Duration } from 'aws-cdk-lib'
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  type ResponseHeadersPolicyProps,
} from 'aws-cdk-lib/aws-cloudfront'

export type Policy = Readonly<Record<string, readonly string[]>>

export const policyText = (policy: Policy): string =>
  Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ')

/** Of the console. `others`: the origins that it asks for tokens, and sends files to. */
export const consolePolicy = (others: readonly string[]): Policy => ({
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'font-src': ["'self'"],
  'manifest-src': ["'self'"],
  'worker-src': ["'self'"],
  'connect-src': ["'self'", ...others],
  'form-action': ["'none'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
})

/** Of the page that reads the API: the reader's own style sheet draws its icons from `data:` addresses. */
export const apiDocsPolicy: Policy = {
  ...consolePolicy([]),
  'img-src': ["'self'", 'data:'],
}

/** Of answers that are no pages. */
export const dataPolicy: Policy = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] }

export const securityHeaders = (
  policy: Policy,
): Pick<ResponseHeadersPolicyProps, 'securityHeadersBehavior' | 'customHeadersBehavior'> => ({
  securityHeadersBehavior: {
    contentSecurityPolicy: { contentSecurityPolicy: policyText(policy), override: true },
    contentTypeOptions: { override: true },
    frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
    referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
    strictTransportSecurity: {
      accessControlMaxAge: Duration.days(730),
      includeSubdomains: false,
      override: true,
    },
  },
  customHeadersBehavior: {
    customHeaders: [
      {
        header: 'permissions-policy',
        value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
        override: true,
      },
      { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
      { header: 'cross-origin-resource-policy', value: 'same-origin', override: true },
    ],
  },
})
