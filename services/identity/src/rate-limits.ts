import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

// Per process: enough against guessing, beside the rest that every account takes after five wrong passwords or codes.

/** Wrong sign-ins of one network, over all accounts: a list of names with one password each never locks any of them. */
const failuresPerNetwork = { points: 60, duration: 10 * 60 }

export class FailureLimit {
  private readonly failures = new RateLimiterMemory({ keyPrefix: 'sign-in', ...failuresPerNetwork })

  async admits(network: string): Promise<boolean> {
    const known = await this.failures.get(network)
    return known === null || known.consumedPoints < failuresPerNetwork.points
  }

  async count(network: string): Promise<void> {
    await this.failures.penalty(network)
  }
}

/** So many requests of one account in a minute. */
export class AccountLimit {
  private readonly requests: RateLimiterMemory

  constructor(keyPrefix: string, perMinute: number) {
    this.requests = new RateLimiterMemory({ keyPrefix, points: perMinute, duration: 60 })
  }

  /** Seconds to wait; nothing for a request that may go on. */
  async take(accountId: string): Promise<number> {
    try {
      await this.requests.consume(accountId)
      return 0
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.ceil(refused.msBeforeNext / 1000)
      throw refused
    }
  }
}
