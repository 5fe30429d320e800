#pragma once
#include <IOKit/IOCFPlugIn.h>

using SCSICmdField1Bit = UInt8;
using SCSICmdField2Bit = UInt8;
using SCSICmdField3Bit = UInt8;
using SCSICmdField4Bit = UInt8;
using SCSICmdField5Bit = UInt8;
using SCSICmdField6Bit = UInt8;
using SCSICmdField1Byte = UInt8;
using SCSICmdField2Byte = UInt16;
using SCSICmdField4Byte = UInt32;
using SCSITaskSGElement = IOAddressRange;

enum SCSIServiceResponse { kSCSIServiceResponse_TASK_COMPLETE = 2 };
enum SCSITaskStatus { kSCSITaskStatus_CHECK_CONDITION = 0x02, kSCSITaskStatus_No_Status = 0xff };
enum {
  kSCSIDataTransfer_NoDataTransfer = 0,
  kSCSIDataTransfer_FromInitiatorToTarget = 1,
  kSCSIDataTransfer_FromTargetToInitiator = 2,
};

struct SCSI_Sense_Data {
  UInt8 bytes[18];
};
struct SCSICmd_INQUIRY_StandardData {
  UInt8 bytes[96];
};

#define kIOPropertySCSITaskDeviceCategory "SCSITaskDeviceCategory"
#define kIOPropertySCSITaskAuthoringDevice "SCSITaskAuthoringDevice"
#define kIOMMCDeviceUserClientTypeID                                                                                \
  CFUUIDGetConstantUUIDWithBytes(nullptr, 0x97, 0xAB, 0xCF, 0x2C, 0x23, 0xCC, 0x11, 0xD5, 0xA0, 0xE8, 0x00, 0x30, 0x65, \
                                 0x70, 0x48, 0x66)
#define kIOMMCDeviceInterfaceID                                                                                     \
  CFUUIDGetConstantUUIDWithBytes(nullptr, 0x1F, 0x65, 0x11, 0x06, 0x23, 0xCC, 0x11, 0xD5, 0xBB, 0xDB, 0x00, 0x30, 0x65, \
                                 0x70, 0x48, 0x66)

struct SCSITaskInterface {
  IUNKNOWN_C_GUTS;
  IOReturn (*SetCommandDescriptorBlock)(void* task, UInt8* cdb, UInt8 size);
  IOReturn (*SetScatterGatherEntries)(void* task, SCSITaskSGElement* list, UInt8 entries, UInt64 transfer_count,
                                      UInt8 direction);
  IOReturn (*SetTimeoutDuration)(void* task, UInt32 milliseconds);
  IOReturn (*ExecuteTaskSync)(void* task, SCSI_Sense_Data* sense, SCSITaskStatus* status, UInt64* transferred);
  IOReturn (*GetSCSIServiceResponse)(void* task, SCSIServiceResponse* response);
  IOReturn (*ResetForNewTask)(void* task);
};

struct SCSITaskDeviceInterface {
  IUNKNOWN_C_GUTS;
  IOReturn (*ObtainExclusiveAccess)(void* self);
  IOReturn (*ReleaseExclusiveAccess)(void* self);
  SCSITaskInterface** (*CreateSCSITask)(void* self);
};

struct MMCDeviceInterface {
  IUNKNOWN_C_GUTS;
  IOReturn (*Inquiry)(void* self, SCSICmd_INQUIRY_StandardData* data, UInt32 size, SCSITaskStatus*, SCSI_Sense_Data*);
  IOReturn (*TestUnitReady)(void* self, SCSITaskStatus*, SCSI_Sense_Data*);
  IOReturn (*GetConfiguration)(void* self, SCSICmdField1Byte rt, SCSICmdField2Byte first_feature, void* data,
                               SCSICmdField2Byte size, SCSITaskStatus*, SCSI_Sense_Data*);
  IOReturn (*ModeSense10)(void* self, SCSICmdField1Bit llbaa, SCSICmdField1Bit dbd, SCSICmdField2Bit pc,
                          SCSICmdField6Bit page, void* data, SCSICmdField2Byte size, SCSITaskStatus*, SCSI_Sense_Data*);
  IOReturn (*ReadTableOfContents)(void* self, SCSICmdField1Bit msf, SCSICmdField4Bit format, SCSICmdField1Byte number,
                                  void* data, SCSICmdField2Byte size, SCSITaskStatus*, SCSI_Sense_Data*);
  SCSITaskDeviceInterface** (*GetSCSITaskDeviceInterface)(void* self);
  IOReturn (*GetPerformanceV2)(void* self, SCSICmdField5Bit data_type, SCSICmdField4Byte lba,
                               SCSICmdField2Byte descriptors, SCSICmdField1Byte type, void* data, SCSICmdField2Byte size,
                               SCSITaskStatus*, SCSI_Sense_Data*);
  IOReturn (*ReadFormatCapacities)(void* self, void* data, SCSICmdField2Byte size, SCSITaskStatus*, SCSI_Sense_Data*);
  IOReturn (*ReadDiscStructure)(void* self, SCSICmdField4Bit media_type, SCSICmdField4Byte address,
                                SCSICmdField1Byte layer, SCSICmdField1Byte format, void* data, SCSICmdField2Byte size,
                                SCSITaskStatus*, SCSI_Sense_Data*);
  IOReturn (*ReadDiscInformationV2)(void* self, SCSICmdField3Bit data_type, void* data, SCSICmdField2Byte size,
                                    SCSITaskStatus*, SCSI_Sense_Data*);
  IOReturn (*ReadTrackInformationV2)(void* self, SCSICmdField1Bit open, SCSICmdField2Bit number_type,
                                     SCSICmdField4Byte address, void* data, SCSICmdField2Byte size, SCSITaskStatus*,
                                     SCSI_Sense_Data*);
};
