{
  'targets': [
    {
      'target_name': 'burnish',
      'sources': [
        'src/addon.cc',
        'src/arguments.cc',
        'src/device_calls.cc',
        'src/hash_calls.cc',
        'src/user_target_calls.cc',
        'src/watch_calls.cc',
      ],
      'include_dirs': ["<!@(node -p \"require('node-addon-api').include_dir\")"],
      # A thread that is being terminated cannot throw; without the last one that would end the process.
      'defines': [
        'NAPI_VERSION=8',
        'NAPI_DISABLE_CPP_EXCEPTIONS',
        'NODE_API_NO_EXTERNAL_BUFFERS_ALLOWED',
        'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
      ],
      'cflags': ['-fvisibility=hidden'],
      'cflags_cc!': ['-std=gnu++17', '-std=gnu++20', '-fno-rtti'],
      'cflags_cc': ['-std=c++20', '-Wall', '-Wextra'],
      'conditions': [
        ['target_arch in ("ia32", "x64")', {
          'sources': ['src/sha256_batch_x86.cc'],
        }, {
          'sources': ['src/sha256_batch_none.cc'],
        }],
        ['OS=="linux"', {
          'sources': [
            'src/linux/devices.cc',
            'src/linux/scsi.cc',
            'src/linux/sysfs.cc',
            'src/linux/user_target.cc',
            'src/linux/watch.cc',
          ],
        }],
        ['OS=="win"', {
          'sources': [
            'src/windows/devices.cc',
            'src/windows/drive_path.cc',
            'src/windows/exclusive.cc',
            'src/windows/scsi.cc',
            'src/windows/user_target.cc',
            'src/windows/watch.cc',
          ],
          'defines': ['_WIN32_WINNT=0x0A00', 'UNICODE', '_UNICODE', 'NOMINMAX', 'WIN32_LEAN_AND_MEAN'],
          'libraries': ['-lsetupapi.lib', '-luser32.lib'],
          'msvs_settings': { 'VCCLCompilerTool': { 'AdditionalOptions': ['/std:c++20', '/W4'] } },
        }],
        ['OS=="mac"', {
          'sources': [
            'src/mac/claim.cc',
            'src/mac/devices.cc',
            'src/mac/drive.cc',
            'src/mac/look.cc',
            'src/mac/run_loop_thread.cc',
            'src/mac/scsi.cc',
            'src/mac/user_target.cc',
            'src/mac/watch.cc',
          ],
          'xcode_settings': {
            'CLANG_CXX_LANGUAGE_STANDARD': 'c++20',
            'MACOSX_DEPLOYMENT_TARGET': '11.0',
            'GCC_SYMBOLS_PRIVATE_EXTERN': 'YES',
            'WARNING_CFLAGS': ['-Wall', '-Wextra'],
          },
          'link_settings': {
            'libraries': [
              '$(SDKROOT)/System/Library/Frameworks/CoreFoundation.framework',
              '$(SDKROOT)/System/Library/Frameworks/DiskArbitration.framework',
              '$(SDKROOT)/System/Library/Frameworks/IOKit.framework',
            ],
          },
        }],
      ],
    },
  ],
}
