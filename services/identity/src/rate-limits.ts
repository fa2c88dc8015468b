import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

// Per process: enough against guessing, beside the rest that every account takes after five wrong passwords or codes.

/** Wrong sign-ins of one network, over all accounts: a list of names with one password each never locks any of them. */
const failuresPerNetwork = { points: 60, duration: 10 * 60 }

export class FailureLimit {
  private readonly failures = new RateLimiterMemory({ keyPrefix: 'sign-in', ...failuresPerNetwork })

  /** Counts one beforehand, so that those at the same moment are all counted. */
  async admits(network: string): Promise<boolean> {
    const { consumedPoints } = await this.failures.penalty(network)
    return consumedPoints <= failuresPerNetwork.points
  }

  /** It was no failure. */
  async giveBack(network: string): Promise<void> {
    await this.failures.reward(network)
  }
}

/** So many requests of one account in so many seconds. */
export class AccountLimit {
  private readonly requests: RateLimiterMemory

  constructor(keyPrefix: string, allowed: { points: number; duration: number }) {
    this.requests = new RateLimiterMemory({ keyPrefix, ...allowed })
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

  async forget(accountId: string): Promise<void> {
    await this.requests.delete(accountId)
  }
}
