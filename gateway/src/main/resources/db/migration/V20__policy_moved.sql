-- What an account wants is its policy now, directory.account_policy, which commands change. Gateways of the release before
-- still read these columns; the next release drops them.
comment on column account.account.enabled is 'Not read any more: integrationEnabled of directory.account_policy.';
comment on column account.account.grace_period is 'Not read any more: gracePeriodDays of directory.account_policy.';
