// replaced by the real one shortly
