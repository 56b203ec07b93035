/** Parts of the payments that the console has pages for. */
export const paymentWays = ['paydays', 'reminders', 'incidents', 'files'] as const
export type PaymentWay = (typeof paymentWays)[number]
