#pragma once

#define kIOMediaClass "IOMedia"
#define kIOMediaWholeKey "Whole"
